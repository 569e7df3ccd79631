#include "value/limits.h"

#include <gtest/gtest.h>

#include <atomic>
#include <functional>
#include <optional>
#include <string>

#include "common/stop_signal.h"
#include "liaison/error.h"

namespace liaison {
namespace {

std::string detail_of(const std::function<void()>& work) {
  try {
    work();
  } catch (const Error& error) {
    return error.detail;
  }
  return "";
}

TEST(Limits, TextsAndWalksEndAboveTheirMost) {
  EXPECT_EQ(detail_of([] { check_text_size(string_bytes_max); }), "");
  EXPECT_EQ(detail_of([] { check_text_size(string_bytes_max + 1); }), "TextTooLong");
  EXPECT_EQ(detail_of([] { check_walked_parts(list_items_max); }), "");
  EXPECT_EQ(detail_of([] { check_walked_parts(list_items_max + 1); }), "ValueTooLarge");
}

TEST(Limits, WalksThatTakeFewStepsAtEachLevelAreStopped) {
  const std::atomic<bool> interrupted = true;
  const StopSignal stop{&interrupted, std::nullopt};
  const StopScope scope(stop);
  const auto stopped = [](const auto& step) {
    return detail_of([&] {
      for (int level = 0; level < 10'000; ++level) step();
    });
  };
  EXPECT_EQ(stopped([] { StepCount().step(); }), "Interrupted");
  EXPECT_EQ(stopped([] { check_text_size(1); }), "Interrupted");
  EXPECT_EQ(stopped([] { check_walked_parts(1); }), "Interrupted");
}

}  // namespace
}  // namespace liaison
