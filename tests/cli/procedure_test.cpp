#include <gtest/gtest.h>

#include <string>

#include "process.h"

namespace liaison {
namespace {

constexpr const char* signature = "test.cities(country :: STRING?) :: (city :: STRING, size :: INTEGER?)";
constexpr const char* table = "country,city,size\n'DE','Berlin',3\n'FR',\"'Paris, Texas'\",\n,'Nowhere',1 + 1\n";

TEST(Procedure, IsATableNamedOnTheCommandLine) {
  const TemporaryFolder folder;
  const std::string option = "--procedure=" + std::string(signature) + "=" + folder.file("cities.csv", table);
  EXPECT_EQ(run({option, "-c", "CALL test.cities('DE')"}).out, "city,size\nBerlin,3\n");
  EXPECT_EQ(run({option, "-c", "CALL test.cities('FR') YIELD city, size AS s RETURN city, s"}).out,
            "city,s\n\"Paris, Texas\",\n");
  EXPECT_EQ(run({option, "-c", "CALL test.cities(null)"}).out, "city,size\nNowhere,2\n");
  EXPECT_NE(run({option, "-c", ":help test.cities"}).out.find("city"), std::string::npos);
  EXPECT_NE(run({option, "-c", "SHOW PROCEDURES"}).out.find("test.cities"), std::string::npos);
}

TEST(Procedure, WithASlipIsRefusedWithItsPlace) {
  const TemporaryFolder folder;
  const auto refused = [&](const std::string& csv, const std::string& named = signature) {
    const Outcome outcome = run({"--procedure", named + "=" + folder.file("x.csv", csv), "-c", "RETURN 1"});
    EXPECT_NE(outcome.code, 0);
    EXPECT_EQ(outcome.out, "");
    return outcome.err;
  };
  EXPECT_NE(refused("country,town,size\n").find("the first record is country,town,size"), std::string::npos);
  EXPECT_NE(refused("country,city,size\n'DE',Berlin,3\n").find("x.csv:2:1"), std::string::npos);
  EXPECT_NE(refused("country,city,size\n'DE','Berlin'\n").find("2 cells instead of 3"), std::string::npos);
  EXPECT_NE(refused("", "test.cities(country)").find("no procedure's signature"), std::string::npos);
  EXPECT_EQ(run({"--procedure", "x", "-c", "RETURN 1"}).code, 2);
  EXPECT_EQ(run({"--procedure", std::string(signature) + "=nowhere.csv", "-c", "RETURN 1"}).code, 3);
  EXPECT_EQ(run({"--safe", "--procedure", std::string(signature) + "=x.csv", "-c", "RETURN 1"}).code, 2);
}

}  // namespace
}  // namespace liaison
