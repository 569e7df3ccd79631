#include <algorithm>
#include <ostream>
#include <string_view>
#include <vector>

#include "common/stop_signal.h"
#include "output/entity_text.h"
#include "output/screen_text.h"
#include "output/write_text.h"

namespace liaison {

namespace {

constexpr std::string_view bold = "\x1b[1m", faint = "\x1b[2m", plain = "\x1b[0m";
constexpr std::size_t column_width_min = 3;

struct Column {
  std::string title;
  std::size_t width = 0;
  bool is_number = true;  // all values are numbers or null: set to the right
};

class TableWriter {
 public:
  TableWriter(const StatementResult& result, const OutputOptions& options, std::ostream& out)
      : result_(result),
        options_(options),
        out_(out),
        shown_(options.rows_max == 0 ? result.row_count() : std::min(result.row_count(), options.rows_max)) {}

  void write() {
    measure();
    if (options_.width > 0) fit();
    rule("┌", "┬", "┐");
    line([this](std::size_t column) { return columns_[column].title; }, bold);
    rule("├", "┼", "┤");
    for (std::size_t row = 0; row < shown_; ++row) {
      line([&](std::size_t column) { return cell(row, column); }, {});
    }
    rule("└", "┴", "┘");
    std::string footer = "(" + std::to_string(result_.row_count()) + (result_.row_count() == 1 ? " row" : " rows");
    footer += shown_ < result_.row_count() ? ", the first " + std::to_string(shown_) + " shown)" : ")";
    if (const std::string changes = changes_text(result_.counters); !changes.empty()) footer += " " + changes;
    out_ << in_color(faint, footer) << '\n';
  }

 private:
  [[nodiscard]] std::string cell(std::size_t row, std::size_t column) const {
    return visible(shown_text(*result_.snapshot, result_.value(row, column)));
  }

  [[nodiscard]] std::string in_color(std::string_view color, const std::string& text) const {
    if (!options_.color || color.empty()) return text;
    return std::string(color) + text + std::string(plain);
  }

  void measure() {
    for (std::size_t column = 0; column < result_.columns.size(); ++column) {
      Column& measured = columns_.emplace_back();
      measured.title = visible(result_.columns[column]);
      measured.width = std::max(column_width_min, screen_width(measured.title));
      bool has_number = false;
      for (std::size_t row = 0; row < shown_; ++row) {
        steps_.step();
        const Value& value = result_.value(row, column);
        measured.is_number &= value.is_number() || value.is_null();
        has_number |= value.is_number();
        measured.width = std::max(measured.width, screen_width(cell(row, column)));
      }
      measured.is_number &= has_number;
    }
  }

  /// Cuts the widest columns to one common width, the largest with which lines fit.
  void fit() {
    const std::size_t frame = 3 * columns_.size() + 1;
    const std::size_t room = options_.width > frame ? options_.width - frame : 0;
    const auto total = [&](std::size_t limit) {
      std::size_t sum = 0;
      for (const Column& column : columns_) sum += std::min(column.width, limit);
      return sum;
    };
    std::size_t fits = column_width_min, too_wide = room + 1;
    while (fits + 1 < too_wide) {
      const std::size_t middle = fits + (too_wide - fits) / 2;
      (total(middle) <= room ? fits : too_wide) = middle;
    }
    // Room that the common width leaves goes to the first columns it cut.
    std::size_t spare = room > total(fits) ? room - total(fits) : 0;
    for (Column& column : columns_) {
      if (column.width <= fits) continue;
      const std::size_t extra = spare > 0 ? 1 : 0;
      spare -= extra;
      column.width = fits + extra;
    }
  }

  void rule(std::string_view left, std::string_view middle, std::string_view right) {
    std::string text;
    for (std::size_t column = 0; column < columns_.size(); ++column) {
      text += column == 0 ? left : middle;
      for (std::size_t i = 0; i < columns_[column].width + 2; ++i) text += "─";
    }
    text += right;
    out_ << in_color(faint, text) << '\n';
  }

  template <class Text>
  void line(Text text_of, std::string_view color) {
    for (std::size_t column = 0; column < columns_.size(); ++column) {
      const Column& shape = columns_[column];
      const std::string text = cut_to_width(text_of(column), shape.width);
      const std::string room(shape.width - std::min(shape.width, screen_width(text)), ' ');
      out_ << in_color(faint, "│") << ' ';
      out_ << (shape.is_number ? room + in_color(color, text) : in_color(color, text) + room) << ' ';
    }
    out_ << in_color(faint, "│") << '\n';
  }

  const StatementResult& result_;
  const OutputOptions& options_;
  std::ostream& out_;
  const std::size_t shown_;  // rows
  std::vector<Column> columns_;
  StepCount steps_;
};

std::string counted(std::uint64_t count, std::string_view one, std::string_view many) {
  return std::to_string(count) + " " + std::string(count == 1 ? one : many);
}

/// "created 1 node and 2 relationships"; empty if both are 0.
std::string both(std::string_view verb, std::uint64_t nodes, std::uint64_t relationships) {
  std::string out;
  if (nodes > 0) out = counted(nodes, "node", "nodes");
  if (relationships > 0) out += (out.empty() ? "" : " and ") + counted(relationships, "relationship", "relationships");
  return out.empty() ? out : std::string(verb) + " " + out;
}

}  // namespace

std::string changes_text(const Counters& counters) {
  std::string out;
  const auto add = [&](const std::string& part) {
    if (!part.empty()) out += (out.empty() ? "" : ", ") + part;
  };
  add(both("created", counters.nodes_created, counters.relationships_created));
  add(both("deleted", counters.nodes_deleted, counters.relationships_deleted));
  if (counters.properties_set > 0) add("set " + counted(counters.properties_set, "property", "properties"));
  if (counters.labels_added > 0) add("added " + counted(counters.labels_added, "label", "labels"));
  if (counters.labels_removed > 0) add("removed " + counted(counters.labels_removed, "label", "labels"));
  const auto count = [&](std::string_view verb, std::uint64_t number, std::string_view one, std::string_view many) {
    if (number > 0) add(std::string(verb) + counted(number, one, many));
  };
  count("added ", counters.indexes_added, "index", "indexes");
  count("removed ", counters.indexes_removed, "index", "indexes");
  count("added ", counters.constraints_added, "constraint", "constraints");
  count("removed ", counters.constraints_removed, "constraint", "constraints");
  return out;
}

void write_table(const StatementResult& result, const OutputOptions& options, std::ostream& out) {
  if (result.is_plan) {
    for (std::size_t row = 0; row < result.row_count(); ++row) {
      out << visible(shown_text(*result.snapshot, result.value(row, 0))) << '\n';
    }
  } else if (result.columns.empty()) {
    const std::string changes = changes_text(result.counters);
    out << (changes.empty() ? "(no changes)" : changes) << '\n';
  } else {
    TableWriter(result, options, out).write();
  }
}

}  // namespace liaison
