#pragma once

#include <gtest/gtest.h>

#include <initializer_list>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "output/writer.h"
#include "store/builder.h"
#include "value/date.h"

namespace liaison {

/// A graph of Nvidia (0), Cohere (1), Azure (2) and two edges, and results made by hand on it.
class ResultTest : public ::testing::Test {
 protected:
  ResultTest() {
    GraphBuilder builder;
    const auto node = [&](std::initializer_list<std::string_view> labels, std::string_view name) {
      std::vector<LabelId> ids;
      for (const std::string_view label : labels) ids.push_back(builder.label(label));
      const NodeId made = builder.add_node(ids);
      builder.set_property(made, builder.property_key("name"), Value::string(name));
      return made;
    };
    node({"Company", "Giant"}, "Nvidia");
    node({"Company"}, "Cohere");
    node({"Platform"}, "Azure");
    invests_ = builder.add_relationship(0, builder.type("invests-in"), 1);
    builder.set_property(invests_, builder.property_key("since"), Value::date(*parse_date("2023-06")));
    builder.set_property(invests_, builder.property_key("amount"), Value::integer(270000000));
    builder.set_property(invests_, builder.property_key("currency"), Value::string("USD"));
    hosts_ = builder.add_relationship(1, builder.type("hosts-model-on"), 2);
    snapshot_ = builder.finish();
  }

  StatementResult result(std::vector<std::string> columns, std::vector<Value> values) {
    StatementResult made;
    made.columns = std::move(columns);
    made.values = std::move(values);
    made.snapshot = snapshot_;
    made.compile_ms = 0.25;
    made.execute_ms = 1.5;
    return made;
  }

  static std::string text(const StatementResult& result, const OutputOptions& options) {
    std::ostringstream out;
    write_result(result, options, out);
    return out.str();
  }
  static std::string text(const StatementResult& result, OutputFormat format) {
    OutputOptions options;
    options.format = format;
    return text(result, options);
  }

  [[nodiscard]] Value path() const { return Value::path({2, 1, 0}, {hosts_, invests_}); }

  Snapshot snapshot_;
  RelationshipId invests_, hosts_;
};

}  // namespace liaison
