#include <fmt/format.h>

#include <chrono>
#include <utility>

#include "execute/compile.h"
#include "execute/operator/fan_out.h"
#include "execute/operator/measured.h"

namespace liaison {

void run(Operator& root, const LogicalPlan& plan, Execution& execution,
         const std::function<bool(std::span<const Value>)>& sink) {
  root.open();
  std::vector<Slot> slots;
  for (VariableId output : plan.outputs) slots.push_back(root.layout.slot(output));
  std::vector<Value> row(slots.size());
  Chunk chunk;
  StepCount given;
  while (root.next(chunk)) {
    execution.at_work = nullptr;  // the rows are whoever's who asked
    check_stop();
    if (slots.empty()) continue;
    const Group& group = chunk.groups.front();
    for (std::uint32_t i = 0; i < group.live(); ++i) {
      const std::uint16_t index = live_row(group, i);
      for (std::size_t column = 0; column < slots.size(); ++column) {
        row[column] = group.columns[slots[column].column]->get(index);
      }
      const std::uint64_t times = group.times.empty() ? 1 : group.times[index];
      for (std::uint64_t copy = 0; copy < times; ++copy) {
        if (!sink(row)) return;
        given.step();
      }
    }
  }
}

namespace {

std::string measures_text(const Measured& measured) {
  const double milliseconds = std::chrono::duration<double, std::milli>(measured.own_time()).count();
  return fmt::format("  {} {} in {} {}, {:.3f} ms", measured.rows(), measured.rows() == 1 ? "row" : "rows",
                     measured.calls(), measured.calls() == 1 ? "call" : "calls", milliseconds);
}

void explain_operator(const Operator& pulled, const VariableTable& variables, std::size_t depth, std::string& text) {
  const auto* measured = dynamic_cast<const Measured*>(&pulled);
  const Operator& op = measured != nullptr ? measured->op() : pulled;
  text.append(2 * depth, ' ');
  text += op.describe();
  if (op.estimated_rows >= 0) {
    text += "  ~" + std::to_string(static_cast<std::uint64_t>(op.estimated_rows + 0.5)) + " rows";
  }
  if (measured != nullptr) text += measures_text(*measured);
  if (op.layout.group_count() > 1) {
    text += "  groups";
    for (std::size_t group = 0; group < op.layout.group_count(); ++group) {
      text += " {";
      bool first = true;
      for (VariableId variable : op.layout.variables()) {
        if (op.layout.slot(variable).group != group || shown_name(variables[variable]).empty()) continue;
        text += (std::exchange(first, false) ? "" : " ") + variables[variable].name;
      }
      text += "}";
      const std::int32_t parent = op.layout.parents()[group];
      if (parent >= 0) text += "<" + std::to_string(parent);
    }
  }
  text += "\n";
  for (const std::shared_ptr<const Operator>& subplan : op.subplans) {
    text += std::string(2 * (depth + 1), ' ') + "Subquery\n";
    explain_operator(*subplan, variables, depth + 2, text);
  }
  for (const OperatorPtr& input : op.inputs) explain_operator(*input, variables, depth + 1, text);
}

}  // namespace

std::string explain(const Operator& root, const VariableTable& variables) {
  std::string text;
  explain_operator(root, variables, 0, text);
  return text;
}

}  // namespace liaison
