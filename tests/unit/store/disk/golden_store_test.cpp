#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "store/disk/store.h"
#include "unit/store/disk/memory_file_system.h"
#include "unit/store/disk/workload.h"
#include "value/zone.h"

namespace liaison {
namespace {

/// What the kept store was made by: each kind of value, change, index and constraint, on both sides of a checkpoint.
Workload golden() {
  const auto text = [](std::string_view utf8) { return Value::string(utf8); };
  const auto values = [text](Edit& edit) {
    const NodeId node = edit.node({"Value"});
    edit.set(node, "true", Value::boolean(true));
    edit.set(node, "integer", Value::integer(-1234567890123));
    edit.set(node, "float", Value::floating(2.5));
    edit.set(node, "string", text("Crédit Agricole"));
    edit.set(node, "date", Value::date({.days = 19000, .precision = DatePrecision::Month}));
    edit.set(node, "time", Value::time({.nanoseconds = 45'000'000'000'001, .offset = -3600}));
    edit.set(node, "local time", Value::local_time({.nanoseconds = 1}));
    edit.set(node, "local date and time", Value::local_date_time({.seconds = -1, .nanoseconds = 999'999'999}));
    edit.set(node, "date and time",
             Value::date_time({.seconds = 1'700'000'000, .nanoseconds = 5, .zone = {.offset = 7200}}));
    edit.set(node, "date and time of a place",
             Value::date_time({.seconds = 1'700'000'000, .nanoseconds = 6, .zone = *parse_zone("Europe/Paris")}));
    edit.set(node, "duration", Value::duration({.months = 1, .days = -2, .seconds = 3, .nanoseconds = 4}));
    edit.set(node, "list", Value::list({Value::integer(1), text("two"), Value()}));
    edit.set(node, "map", Value::map(Map({{"a", Value::integer(1)}, {"b", Value::list({})}})));
  };
  const auto relationships = [text](Edit& edit) {
    const NodeId nvidia = edit.node({"Company", "Giant"});
    const NodeId cohere = edit.node({"Company"});
    edit.set(nvidia, "name", text("Nvidia"));
    edit.set(cohere, "name", text("Cohere"));
    edit.set(cohere, "aliases", Value::list({text("CO:HERE")}));
    edit.set(edit.relate(nvidia, "invests-in", cohere), "amount", Value::integer(270'000'000));
    edit.relate(nvidia, "invests-in", cohere);
    edit.relate(cohere, "competes-with", cohere);
    const NodeId gone = edit.node({"Company"});
    edit.erase(edit.relate(gone, "invests-in", nvidia));
    edit.erase(gone);
  };
  const auto schema = [](Edit& edit) {
    edit.index("by_integer", "Value", "integer");
    edit.index("words", "Company", "name", IndexKind::Text);
    edit.relationship_index("amounts", "invests-in", "amount");
    edit.constraint("one_name", ConstraintKind::Unique, "Company", "name");
    edit.constraint("named", ConstraintKind::Exists, "Company", "name");
    edit.constraint("key", ConstraintKind::Key, "Giant", "name");
  };
  const auto changes = [text](Edit& edit) {
    edit.add_label(2, "Startup");
    edit.remove_label(1, "Giant");
    edit.set(NodeId{0}, "true", Value());
    edit.erase(RelationshipId{0, 1});
    edit.drop_index("words");
    edit.drop_constraint("key");
    edit.set(edit.node({"Company"}), "name", text("Mistral AI"));
  };
  return {"golden",
          {Commit{values}, Commit{relationships}, Commit{schema}, Checkpoint{}, Commit{values}, Commit{changes}}};
}

TEST(GoldenStore, OfFormat1IsReadAsItWasWritten) {
  MemoryFileSystem files;
  std::string expected;
  run(golden(), files, [&](const GraphView& view) { expected = description(view); });
  const std::filesystem::path kept = LIAISON_SOURCE_DIR "/tests/unit/store/disk/format-1.liaison";
  // Only for a format that no version has been released with.
  if (std::getenv("LIAISON_WRITE_GOLDEN_STORE") != nullptr) {
    std::filesystem::create_directories(kept);
    for (const auto& [path, content] : files.image().files) {
      if (path.filename() != "lock") std::ofstream(kept / path.filename(), std::ios::binary) << content;
    }
  }
  EXPECT_EQ(description(*Store::open(kept, {.read_only = true}).graph()->snapshot()), expected);
}

}  // namespace
}  // namespace liaison
