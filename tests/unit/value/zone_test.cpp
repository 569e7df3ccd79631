#include "value/zone.h"

#include <gtest/gtest.h>

#include "value/parse_temporal.h"
#include "value/time.h"
#include "value/zone_table.h"

namespace liaison {
namespace {

TEST(Offset, ReadsEveryFormAndWritesOne) {
  const auto both = [](std::string_view text) {
    const auto offset = parse_offset(text);
    return offset ? offset_text(*offset) : "none";
  };
  EXPECT_EQ(both("Z"), "Z");
  EXPECT_EQ(both("+00:00"), "Z");
  EXPECT_EQ(both("-00"), "Z");
  EXPECT_EQ(both("+01"), "+01:00");
  EXPECT_EQ(both("-0130"), "-01:30");
  EXPECT_EQ(both("+02:05:59"), "+02:05:59");
  EXPECT_EQ(both("-020507"), "-02:05:07");
  EXPECT_EQ(both("+18:00"), "+18:00");
  for (const std::string_view none : {"", "+", "1", "01:00", "+1", "+18:01", "+19", "+01:60", "+01:0",
                                      "+01:00:", "+0100:00", "+01:0000", "+01:00:00:00", "ZZ"}) {
    EXPECT_EQ(both(none), "none") << none;
  }
}

TEST(Zones, HaveNamesInAnyCase) {
  EXPECT_EQ(zone_text(*parse_zone("europe/STOCKHOLM")), "Europe/Stockholm");
  EXPECT_EQ(zone_text(*parse_zone("-05:00")), "-05:00");
  EXPECT_EQ(parse_zone("Europe/Atlantis"), std::nullopt);
  EXPECT_EQ(parse_zone("Europe"), std::nullopt);
  EXPECT_EQ(parse_zone(""), std::nullopt);
}

TEST(Zones, EveryNameIsFound) {
  for (std::size_t i = 0; i < zone_table.names.size(); ++i) {
    const auto zone = parse_zone(zone_table.names[i].name);
    ASSERT_TRUE(zone) << zone_table.names[i].name;
    EXPECT_EQ(zone->name, i + 1);
  }
}

/// Whatever clocks show is read back: as the same instant by its offset, and as it or one before it without.
TEST(Zones, LocalTimesGoBothWays) {
  for (const ZoneName& name : zone_table.names) {
    const TimeZone zone = *parse_zone(name.name);
    for (std::int64_t instant = -5'000'000'000; instant < 5'000'000'000; instant += 7'654'321) {
      const std::int32_t offset = offset_at(zone, instant);
      ASSERT_TRUE(has_local(zone, instant + offset, offset)) << name.name << " " << instant;
      ASSERT_EQ(offset_of_local(zone, instant + offset, offset), offset) << name.name << " " << instant;
      ASSERT_GE(offset_of_local(zone, instant + offset), offset) << name.name << " " << instant;
    }
  }
}

TEST(Zones, AroundEveryChange) {
  for (const ZoneName& name : zone_table.names) {
    const TimeZone zone = *parse_zone(name.name);
    const ZoneRow& row = zone_table.zones[name.zone];
    std::int32_t before = row.first_offset;
    for (const OffsetChange& change : zone_table.changes.subspan(row.first_change, row.change_count)) {
      ASSERT_EQ(offset_at(zone, change.at - 1), before) << name.name << " " << change.at;
      ASSERT_EQ(offset_at(zone, change.at), change.offset) << name.name << " " << change.at;
      // In the gap, and in the overlap, times are read by the offset until then.
      ASSERT_EQ(offset_of_local(zone, change.at + std::min(before, change.offset)), before)
          << name.name << " " << change.at;
      before = change.offset;
    }
  }
}

/// Years in which a zone left its rule for a while.
TEST(Zones, FollowTheirRuleOnlyWhereTheyDo) {
  const auto offset = [](std::string_view text) {
    std::string fault;
    return offset_text(offset_of(*parse_date_time(text, fault)));
  };
  EXPECT_EQ(offset("2016-12-31T00:00[America/Grand_Turk]"), "-04:00");
  EXPECT_EQ(offset("2016-07-01T00:00[America/Port-au-Prince]"), "-05:00");
  EXPECT_EQ(offset("2010-07-01T00:00[Antarctica/Macquarie]"), "+11:00");
  EXPECT_EQ(offset("2022-11-02T00:00[America/Ojinaga]"), "-06:00");
  EXPECT_EQ(offset("2023-07-01T00:00[America/Godthab]"), "-02:00");
}

TEST(Zones, FollowTheirRuleInYearsToCome) {
  const auto offset = [](std::string_view text) {
    std::string fault;
    return offset_text(offset_of(*parse_date_time(text, fault)));
  };
  EXPECT_EQ(offset("2100-03-28T01:59:59[Europe/Berlin]"), "+01:00");
  EXPECT_EQ(offset("2100-03-28T03:00[Europe/Berlin]"), "+02:00");
  EXPECT_EQ(offset("2100-10-31T02:59:59[Europe/Berlin]"), "+02:00");
  EXPECT_EQ(offset("2100-10-31T03:00[Europe/Berlin]"), "+01:00");
  EXPECT_EQ(offset("2100-12-31T23:59:59[Australia/Sydney]"), "+11:00");
  EXPECT_EQ(offset("2101-01-01T00:00[Australia/Sydney]"), "+11:00");
  EXPECT_EQ(offset("2100-07-01T00:00[Australia/Sydney]"), "+10:00");
  EXPECT_EQ(offset("2100-07-01T00:00[Europe/Dublin]"), "+01:00");
  EXPECT_EQ(offset("2100-07-01T00:00[America/Grand_Turk]"), "-04:00");
  EXPECT_EQ(offset("+999999999-12-31T00:00[America/New_York]"), "-05:00");
  EXPECT_EQ(offset("-999999999-01-01T00:00[America/New_York]"), "-04:56:02");
  EXPECT_EQ(offset("1818-07-21T21:40:32[Europe/Stockholm]"), "+00:53:28");
}

}  // namespace
}  // namespace liaison
