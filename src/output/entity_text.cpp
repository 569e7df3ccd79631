#include "output/entity_text.h"

#include <algorithm>
#include <cctype>

#include "common/assert.h"
#include "store/catalog.h"
#include "value/date.h"
#include "value/limits.h"
#include "value/text.h"

namespace liaison {

namespace {

enum class Style : std::uint8_t { Exact, Shown };

/// Writes values in one style. Recursion is bounded by max_value_depth.
class TextWriter {
 public:
  TextWriter(const GraphView& view, Style style) : view_(view), style_(style) {}

  std::string take() { return std::move(out_); }

  void add(const Value& value) {
    switch (value.kind()) {
      case Kind::Null:
      case Kind::Boolean:
      case Kind::Integer:
      case Kind::Float:
      case Kind::String:
        out_ += literal_text(value);
        return;
      case Kind::Date:
        out_ += style_ == Style::Exact ? literal_text(value) : date_text(value.as_date());
        return;
      case Kind::Time:
      case Kind::LocalTime:
      case Kind::LocalDateTime:
      case Kind::DateTime:
      case Kind::Duration:
        out_ += style_ == Style::Exact ? literal_text(value) : scalar_text(value);
        return;
      case Kind::List: {
        out_ += '[';
        std::string_view separator;
        for (const Value& item : value.as_list()) {
          check_text_size(out_.size());
          out_ += separator;
          add(item);
          separator = ", ";
        }
        out_ += ']';
        return;
      }
      case Kind::Map: {
        out_ += '{';
        std::string_view separator;
        for (const MapEntry& entry : value.as_map().entries()) {
          check_text_size(out_.size());
          add_entry(separator, entry.key, entry.value);
          separator = ", ";
        }
        out_ += '}';
        return;
      }
      case Kind::Node:
        add_node(value.as_node());
        return;
      case Kind::Relationship:
        add_relationship(value.as_relationship());
        return;
      case Kind::Path:
        add_path(value);
        return;
    }
    LIAISON_ASSERT(false && "a kind of the enum");
  }

 private:
  void add_entry(std::string_view separator, std::string_view key, const Value& value) {
    out_ += separator;
    out_ += quoted_name(key);
    out_ += ": ";
    add(value);
  }

  template <class Entity>
  void add_properties(Entity entity, bool is_first) {
    std::string_view separator = is_first ? "{" : " {";
    const std::string_view opened = separator;
    view_.for_each_property(entity, [&](PropertyKey key, const Value& value) {
      add_entry(separator, view_.catalog().property_keys.name(key), value);
      separator = ", ";
    });
    if (separator != opened) out_ += '}';
  }

  void add_node(NodeId node) {
    out_ += '(';
    const std::size_t begin = out_.size();
    if (view_.has_node(node)) {
      for (const LabelId label : view_.catalog().shapes[view_.shape_of(node)].labels) {
        out_ += ':' + type_name_text(view_.catalog().labels.name(label));
      }
      add_properties(node, out_.size() == begin);
    }
    out_ += ')';
  }

  void add_relationship(RelationshipId relationship) {
    out_ += "[:" + type_name_text(view_.catalog().types.name(relationship.type));
    if (view_.has_relationship(relationship)) add_properties(relationship, false);
    out_ += ']';
  }

  void add_path_node(NodeId node) {
    const auto name_key = view_.catalog().property_keys.find("name");
    if (style_ == Style::Shown && name_key && view_.has_node(node)) {
      const Value name = view_.property(node, *name_key);
      if (name.kind() == Kind::String) {
        out_ += "(" + quoted(name.as_string()) + ")";
        return;
      }
    }
    add_node(node);
  }

  void add_path(const Value& path) {
    if (style_ == Style::Exact) out_ += '<';
    add_path_node(path.path_nodes()[0]);
    for (std::size_t i = 0; i < path.path_relationships().size(); ++i) {
      const RelationshipId relationship = path.path_relationships()[i];
      const bool is_known = view_.has_relationship(relationship);
      const bool is_forward = is_known && view_.end_points(relationship).start == path.path_nodes()[i];
      out_ += is_known && !is_forward ? "<-" : "-";
      add_relationship(relationship);
      out_ += is_forward ? "->" : "-";
      add_path_node(path.path_nodes()[i + 1]);
    }
    if (style_ == Style::Exact) out_ += '>';
  }

  const GraphView& view_;
  const Style style_;
  std::string out_;
};

}  // namespace

std::string type_name_text(std::string_view name) {
  const auto is_part = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; };
  // Names with inner hyphens need no backticks where a label or a type is expected.
  bool is_joined =
      !name.empty() && is_part(name.front()) && std::isdigit(static_cast<unsigned char>(name.front())) == 0;
  for (std::size_t i = 1; is_joined && i < name.size(); ++i) {
    is_joined = is_part(name[i]) || (name[i] == '-' && i + 1 < name.size() && name[i - 1] != '-');
  }
  return is_joined ? std::string(name) : quoted_name(name);
}

std::string value_text(const GraphView& view, const Value& value) {
  TextWriter writer(view, Style::Exact);
  writer.add(value);
  return writer.take();
}

std::string shown_text(const GraphView& view, const Value& value) {
  if (value.kind() == Kind::String) return std::string(value.as_string());
  TextWriter writer(view, Style::Shown);
  writer.add(value);
  return writer.take();
}

}  // namespace liaison
