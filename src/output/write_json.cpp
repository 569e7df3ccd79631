#include <cmath>
#include <cstdio>
#include <ostream>
#include <string_view>

#include "common/assert.h"
#include "output/screen_text.h"
#include "output/write_text.h"
#include "store/catalog.h"
#include "store/load/json_tape.h"
#include "value/date.h"
#include "value/limits.h"
#include "value/text.h"

namespace liaison {

namespace {

/// How values stand in JSON: as people's programs expect it, or in the typed JSON of Neo4j's HTTP Query API.
enum class Form : std::uint8_t { Simple, Typed };

/// Builds one line of JSON. Recursion is bounded by max_value_depth.
class JsonWriter {
 public:
  explicit JsonWriter(const GraphView* view, Form form = Form::Simple) : view_(view), form_(form) {}

  std::string line;

  /// A string as it is; bytes that are no UTF-8 become �.
  void add_string(std::string_view text) {
    append_json_string(line, invalid_utf8(text) ? std::string_view(repaired_ = visible(text)) : text);
  }

  /// Adds `,` unless something has just been opened, then `"name":`.
  void add_key(std::string_view name) {
    separate();
    add_string(name);
    line += ':';
  }

  void separate() {
    if (line.empty() || line.back() == '{' || line.back() == '[' || line.back() == ':') return;
    line += ',';
  }

  void add(const Value& value) {
    if (form_ == Form::Typed) {
      line += R"({"$type":")";
      line += typed_name(value);
      line += R"(","_value":)";
      add_typed(value);
      line += '}';
    } else {
      add_simple(value);
    }
  }

 private:
  /// Neo4j's names tell apart what is one kind here.
  static std::string_view typed_name(const Value& value) {
    if (value.kind() != Kind::DateTime) return to_string(value.kind());
    return value.as_date_time().zone.name != 0 ? "ZonedDateTime" : "OffsetDateTime";
  }

  void add_simple(const Value& value) {
    switch (value.kind()) {
      case Kind::Null:
        line += "null";
        return;
      case Kind::Boolean:
      case Kind::Integer:
        line += scalar_text(value);
        return;
      case Kind::Float:
        if (std::isfinite(value.as_float())) {
          line += float_text(value.as_float());
        } else {
          add_string(float_text(value.as_float()));
        }
        return;
      case Kind::String:
        add_string(value.as_string());
        return;
      case Kind::Date:
        add_string(date_text(value.as_date()));
        return;
      case Kind::Time:
      case Kind::LocalTime:
      case Kind::LocalDateTime:
      case Kind::DateTime:
      case Kind::Duration:
        add_string(scalar_text(value));
        return;
      case Kind::List:
        add_items(value.as_list());
        return;
      case Kind::Map:
        add_entries(value.as_map());
        return;
      case Kind::Node:
        add_node(value.as_node());
        return;
      case Kind::Relationship:
        add_relationship(value.as_relationship());
        return;
      case Kind::Path:
        line += R"({"nodes":[)";
        for (const NodeId node : value.path_nodes()) {
          separate();
          add_node(node);
        }
        line += R"(],"relationships":[)";
        for (const RelationshipId relationship : value.path_relationships()) {
          separate();
          add_relationship(relationship);
        }
        line += "]}";
        return;
    }
    LIAISON_ASSERT(false && "a kind of the enum");
  }

  void add_typed(const Value& value) {
    switch (value.kind()) {
      case Kind::Null:
        line += "null";
        return;
      case Kind::Boolean:
        line += scalar_text(value);
        return;
      case Kind::Integer:
      case Kind::Float:
      case Kind::String:
      case Kind::Date:
      case Kind::Time:
      case Kind::LocalTime:
      case Kind::LocalDateTime:
      case Kind::DateTime:
      case Kind::Duration:
        add_string(scalar_text(value));
        return;
      case Kind::List:
        add_items(value.as_list());
        return;
      case Kind::Map:
        add_entries(value.as_map());
        return;
      case Kind::Node:
        add_node(value.as_node());
        return;
      case Kind::Relationship:
        add_relationship(value.as_relationship());
        return;
      case Kind::Path:
        line += '[';
        for (std::size_t i = 0; i < value.path_nodes().size(); ++i) {
          if (i > 0) {
            separate();
            add(Value::relationship(value.path_relationships()[i - 1]));
          }
          separate();
          add(Value::node(value.path_nodes()[i]));
        }
        line += ']';
        return;
    }
    LIAISON_ASSERT(false && "a kind of the enum");
  }

  void add_items(std::span<const Value> items) {
    line += '[';
    bool is_first = true;
    for (const Value& item : items) {
      check_text_size(line.size());
      if (!is_first) line += ',';
      is_first = false;
      add(item);
    }
    line += ']';
  }

  void add_entries(const Map& map) {
    line += '{';
    for (const MapEntry& entry : map.entries()) {
      check_text_size(line.size());
      add_key(entry.key);
      add(entry.value);
    }
    line += '}';
  }

  template <class Entity>
  void add_properties(Entity entity) {
    add_key(form_ == Form::Typed ? "_properties" : "properties");
    line += '{';
    view_->for_each_property(entity, [this](PropertyKey key, const Value& value) {
      add_key(view_->catalog().property_keys.name(key));
      add(value);
    });
    line += '}';
  }

  void add_node(NodeId node) {
    line += '{';
    add_key(form_ == Form::Typed ? "_element_id" : "id");
    add_string(element_id(node));
    add_key(form_ == Form::Typed ? "_labels" : "labels");
    line += '[';
    const bool is_there = view_->has_node(node);
    if (is_there) {
      for (const LabelId label : view_->catalog().shapes[view_->shape_of(node)].labels) {
        separate();
        add_string(view_->catalog().labels.name(label));
      }
    }
    line += ']';
    if (is_there) {
      add_properties(node);
    } else {
      add_key(form_ == Form::Typed ? "_properties" : "properties");
      line += "{}";
    }
    line += '}';
  }

  void add_relationship(RelationshipId relationship) {
    const bool is_typed = form_ == Form::Typed, is_there = view_->has_relationship(relationship);
    line += '{';
    add_key(is_typed ? "_element_id" : "id");
    add_string(element_id(relationship));
    // Of a deleted relationship no more is known than its type.
    const auto add_end = [&](std::string_view name, bool is_start) {
      add_key(name);
      if (!is_there) {
        line += "null";
        return;
      }
      const EndPoints ends = view_->end_points(relationship);
      add_string(element_id(is_start ? ends.start : ends.end));
    };
    if (!is_typed) {
      add_key("type");
      add_string(view_->catalog().types.name(relationship.type));
    }
    add_end(is_typed ? "_start_node_element_id" : "start", true);
    add_end(is_typed ? "_end_node_element_id" : "end", false);
    if (is_typed) {
      add_key("_type");
      add_string(view_->catalog().types.name(relationship.type));
    }
    if (is_there) {
      add_properties(relationship);
    } else {
      add_key(is_typed ? "_properties" : "properties");
      line += "{}";
    }
    line += '}';
  }

  const GraphView* view_;
  const Form form_;
  std::string repaired_;
};

void add_counters(JsonWriter& json, const Counters& counters) {
  const auto add = [&](std::string_view name, std::uint64_t count) {
    if (count == 0) return;
    json.add_key(name);
    json.line += std::to_string(count);
  };
  json.line += '{';
  add("nodesCreated", counters.nodes_created);
  add("nodesDeleted", counters.nodes_deleted);
  add("relationshipsCreated", counters.relationships_created);
  add("relationshipsDeleted", counters.relationships_deleted);
  add("propertiesSet", counters.properties_set);
  add("labelsAdded", counters.labels_added);
  add("labelsRemoved", counters.labels_removed);
  add("indexesAdded", counters.indexes_added);
  add("indexesRemoved", counters.indexes_removed);
  add("constraintsAdded", counters.constraints_added);
  add("constraintsRemoved", counters.constraints_removed);
  json.line += '}';
}

void add_milliseconds(JsonWriter& json, std::string_view name, double milliseconds) {
  json.add_key(name);
  char text[32];
  std::snprintf(text, sizeof text, "%.3f", milliseconds);
  json.line += text;
}

}  // namespace

void write_json(const StatementResult& result, std::ostream& out) {
  out << '[';
  for (std::size_t row = 0; row < result.row_count(); ++row) {
    JsonWriter json(result.snapshot.get());
    json.line += '{';
    for (std::size_t column = 0; column < result.columns.size(); ++column) {
      json.add_key(result.columns[column]);
      json.add(result.value(row, column));
    }
    json.line += '}';
    out << (row > 0 ? ",\n " : "") << json.line;
  }
  out << "]\n";
}

void write_jsonl(const StatementResult& result, OutputFormat format, std::ostream& out) {
  JsonWriter json(result.snapshot.get(), format == OutputFormat::Typed ? Form::Typed : Form::Simple);
  json.line += R"({"fields":[)";
  for (const std::string& column : result.columns) {
    json.separate();
    json.add_string(column);
  }
  json.line += R"(],"values":[)";
  for (std::size_t row = 0; row < result.row_count(); ++row) {
    json.line += row > 0 ? ",[" : "[";
    for (std::size_t column = 0; column < result.columns.size(); ++column) {
      if (column > 0) json.line += ',';
      json.add(result.value(row, column));
    }
    json.line += ']';
    out << json.line;
    json.line.clear();
  }
  json.line += R"(],"counters":)";
  add_counters(json, result.counters);
  if (!result.notices.empty()) {
    json.add_key("notices");
    json.line += '[';
    for (const std::string& notice : result.notices) {
      json.separate();
      json.add_string(notice);
    }
    json.line += ']';
  }
  json.add_key("time");
  json.line += '{';
  add_milliseconds(json, "compile_ms", result.compile_ms);
  add_milliseconds(json, "execute_ms", result.execute_ms);
  json.line += "}}\n";
  out << json.line;
}

void write_error(const Error& error, std::ostream& out) {
  JsonWriter json(nullptr);
  const auto add = [&](std::string_view name, std::string_view text) {
    json.add_key(name);
    json.add_string(text);
  };
  json.line += R"({"errors":[{)";
  add("code", to_string(error.code));
  add("detail", error.detail);
  add("phase", to_string(error.phase));
  add("message", error.message);
  if (!error.file.empty()) add("file", error.file);
  if (error.place.line > 0) {
    json.add_key("line");
    json.line += std::to_string(error.place.line);
    json.add_key("column");
    json.line += std::to_string(error.place.column);
  }
  if (!error.hint.empty()) add("hint", error.hint);
  json.line += "}]}\n";
  out << json.line;
}

}  // namespace liaison
