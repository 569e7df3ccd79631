#include "store/load/read_vocabulary.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <system_error>

#include "value/date.h"
#include "value/nearest.h"

namespace liaison {

namespace {

using Members = std::span<const std::string_view>;

[[noreturn]] void unknown_member(JsonValue key, std::string_view where, Members known) {
  throw GraphFileFault{"UnknownMember", "'" + std::string(key.text()) + "' is no member of " + std::string(where),
                       key.before(), near_hint(key.text(), known)};
}

std::string member(std::string_view name) { return "the member '" + std::string(name) + "'"; }

bool is_color(std::string_view text) {
  return text.size() == 7 && text[0] == '#' && std::ranges::all_of(text.substr(1), [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
         });
}

std::string read_color(JsonValue value) {
  const std::string color = read_string(value, "a color");
  if (!is_color(color)) {
    throw GraphFileFault{"BadColor", "'" + color + "' is no color", value.before(), "write it as in \"#0072b2\""};
  }
  return color;
}

std::string read_shape(JsonValue value) {
  // The shapes of Graphviz that have an inside for a name and look different from each other in small.
  static constexpr std::array<std::string_view, 29> shapes{
      "box",      "ellipse",   "oval",          "circle",        "egg",         "triangle",
      "diamond",  "trapezium", "parallelogram", "house",         "pentagon",    "hexagon",
      "septagon", "octagon",   "doublecircle",  "doubleoctagon", "invtriangle", "invtrapezium",
      "invhouse", "rect",      "rectangle",     "square",        "note",        "tab",
      "folder",   "box3d",     "component",     "cylinder",      "cds"};
  const std::string shape = read_string(value, "a shape");
  if (std::ranges::find(shapes, shape) == shapes.end()) {
    throw GraphFileFault{"BadShape", "'" + shape + "' is no shape of Graphviz", value.before(),
                         near_hint(shape, shapes)};
  }
  return shape;
}

/// 2023, 2023-06 or 2023-06-01: digits and hyphens where they belong.
bool is_plain_date(std::string_view text) {
  if (text.size() != 4 && text.size() != 7 && text.size() != 10) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (i == 4 || i == 7 ? text[i] != '-' : text[i] < '0' || text[i] > '9') return false;
  }
  return true;
}

NodeKind read_node_kind(std::string label, JsonValue value) {
  static constexpr std::array<std::string_view, 5> known{"nouns", "is", "color", "shape", "dates"};
  require_type(value, JsonType::Object, "the entry of label '" + label + "'");
  NodeKind kind;
  kind.label = std::move(label);
  value.for_each_member([&](JsonValue key, JsonValue content) {
    if (key.text() == "nouns") {
      kind.nouns = read_strings(content, "nouns");
    } else if (key.text() == "is") {
      kind.implies = read_strings(content, "is");
    } else if (key.text() == "dates") {
      kind.dates = read_strings(content, "dates");
    } else if (key.text() == "color") {
      kind.color = read_color(content);
    } else if (key.text() == "shape") {
      kind.shape = read_shape(content);
    } else {
      unknown_member(key, "label '" + kind.label + "' in the vocabulary", known);
    }
  });
  return kind;
}

RelationshipKind read_relationship_kind(std::string type, JsonValue value) {
  static constexpr std::array<std::string_view, 7> known{"from",      "to",    "verbs", "passive",
                                                         "symmetric", "color", "dates"};
  require_type(value, JsonType::Object, "the entry of edge type '" + type + "'");
  RelationshipKind kind;
  kind.type = std::move(type);
  value.for_each_member([&](JsonValue key, JsonValue content) {
    if (key.text() == "from") {
      kind.from = read_strings(content, "from");
    } else if (key.text() == "to") {
      kind.to = read_strings(content, "to");
    } else if (key.text() == "verbs") {
      kind.verbs = read_strings(content, "verbs");
    } else if (key.text() == "passive") {
      kind.passive = read_strings(content, "passive");
    } else if (key.text() == "symmetric") {
      if (content.type() != JsonType::True) require_type(content, JsonType::False, "the member 'symmetric'");
      kind.symmetric = content.type() == JsonType::True;
    } else if (key.text() == "dates") {
      kind.dates = read_strings(content, "dates");
    } else if (key.text() == "color") {
      kind.color = read_color(content);
    } else {
      unknown_member(key, "edge type '" + kind.type + "' in the vocabulary", known);
    }
  });
  return kind;
}

bool same(const NodeKind& left, const NodeKind& right) {
  return left.nouns == right.nouns && left.implies == right.implies && left.color == right.color &&
         left.shape == right.shape && left.dates == right.dates;
}

bool same(const RelationshipKind& left, const RelationshipKind& right) {
  return left.from == right.from && left.to == right.to && left.verbs == right.verbs && left.passive == right.passive &&
         left.symmetric == right.symmetric && left.color == right.color && left.dates == right.dates;
}

/// REQUIRES: `known` is the kind of that name there already, or nullptr.
template <class Kind>
void add_kind(std::vector<Kind>& kinds, const Kind* known, Kind kind, JsonValue key) {
  if (known == nullptr) {
    kinds.push_back(std::move(kind));
  } else if (!same(*known, kind)) {
    throw GraphFileFault{
        "Contradiction",
        "the vocabulary's '" + std::string(key.text()) + "' differs from the one in a file read before", key.before()};
  }
}

}  // namespace

std::string near_hint(std::string_view wanted, std::span<const std::string_view> candidates) {
  const auto found = nearest(wanted, candidates);
  return found ? "did you mean '" + *found + "'?" : std::string();
}

void require_type(JsonValue value, JsonType wanted, std::string_view what) {
  if (value.type() == wanted) return;
  throw GraphFileFault{"WrongType",
                       std::string(what) + " is " + std::string(in_words(value.type())) + ", it must be " +
                           std::string(in_words(wanted)),
                       value.before()};
}

std::string read_string(JsonValue value, std::string_view what) {
  require_type(value, JsonType::String, what);
  return std::string(value.text());
}

std::vector<std::string> read_strings(JsonValue value, std::string_view what) {
  require_type(value, JsonType::Array, member(what));
  std::vector<std::string> strings;
  value.for_each_item([&](JsonValue item) {
    strings.push_back(read_string(item, "an item of '" + std::string(what) + "'"));
    if (strings.back().empty()) {
      throw GraphFileFault{"WrongType", "an item of '" + std::string(what) + "' is empty", item.before()};
    }
  });
  return strings;
}

Date read_date(JsonValue value, std::string_view what) {
  require_type(value, JsonType::String, what);
  const std::optional<Date> date = parse_date(value.text());
  // Of ISO 8601's many forms only those that are written back the same: no weeks, no days of the year.
  if (!date || (!is_plain_date(value.text()) && date_text(*date) != value.text())) {
    throw GraphFileFault{"BadDate", std::string(what) + " is '" + std::string(value.text()) + "', which is no date",
                         value.before(), "a date is written 2023, 2023-06 or 2023-06-01"};
  }
  return *date;
}

Value read_number(JsonValue value, std::string_view what) {
  require_type(value, JsonType::Number, what);
  const std::string_view text = value.text();
  const char* const end = text.data() + text.size();
  if (text.find_first_of(".eE") == std::string_view::npos) {
    std::int64_t integer = 0;
    if (std::from_chars(text.data(), end, integer).ec == std::errc()) return Value::integer(integer);
    throw GraphFileFault{"BadNumber", std::string(what) + " is beyond 64-bit integers: " + std::string(text),
                         value.before(), "write it as a float (with .0) or as a string"};
  }
  double number = 0;
  if (std::from_chars(text.data(), end, number).ec != std::errc()) {
    throw GraphFileFault{"BadNumber", std::string(what) + " is beyond what a float holds: " + std::string(text),
                         value.before()};
  }
  return Value::floating(number);
}

void read_vocabulary(JsonValue section, Vocabulary& vocabulary) {
  static constexpr std::array<std::string_view, 2> known{"nodes", "edges"};
  require_type(section, JsonType::Object, "the section 'vocabulary'");
  section.for_each_member([&](JsonValue part, JsonValue kinds) {
    const bool of_nodes = part.text() == "nodes";
    if (!of_nodes && part.text() != "edges") unknown_member(part, "the vocabulary", known);
    require_type(kinds, JsonType::Object, member(part.text()));
    kinds.for_each_member([&](JsonValue key, JsonValue value) {
      std::string name(key.text());
      if (name.empty()) {
        throw GraphFileFault{"WrongType", "a name in the vocabulary is empty", key.before()};
      }
      if (of_nodes) {
        add_kind(vocabulary.nodes, vocabulary.node_kind(name), read_node_kind(name, value), key);
      } else {
        add_kind(vocabulary.relationships, vocabulary.relationship_kind(name), read_relationship_kind(name, value),
                 key);
      }
    });
    if (!of_nodes) return;
    kinds.for_each_member([&](JsonValue key, JsonValue) {
      for (const std::string& implied : vocabulary.node_kind(key.text())->implies) {
        const std::vector<std::string> reached = vocabulary.with_implied(implied);
        if (std::ranges::find(reached, key.text()) == reached.end()) continue;
        throw GraphFileFault{"CyclicLabels",
                             "label '" + std::string(key.text()) + "' implies itself by way of '" + implied + "'",
                             key.before()};
      }
    });
  });
}

void read_graph_info(JsonValue section, GraphInfo& info) {
  require_type(section, JsonType::Object, "the section 'graph'");
  section.for_each_member([&](JsonValue key, JsonValue value) {
    const auto has_name = [&](const auto& known) { return known.first == key.text(); };
    std::string text = read_string(value, member(key.text()));
    if (std::ranges::none_of(info.members, has_name)) info.members.emplace_back(key.text(), std::move(text));
  });
}

Source read_source(JsonValue item) {
  require_type(item, JsonType::Object, "a source");
  Source source;
  item.for_each_member([&](JsonValue key, JsonValue value) {
    const std::string_view name = key.text();
    if (name == "id") {
      source.id = read_string(value, "the id of a source");
      return;
    }
    const std::string what = "the member '" + std::string(name) + "' of a source";
    switch (value.type()) {
      case JsonType::String:
        if (name == "published") {
          source.members.emplace_back(name, Value::date(read_date(value, what)));
        } else {
          if (name == "rank" && value.text() != "preferred" && value.text() != "normal" &&
              value.text() != "deprecated") {
            throw GraphFileFault{"BadRank", "the rank of a source is '" + std::string(value.text()) + "'",
                                 value.before(), "a rank is preferred, normal or deprecated"};
          }
          source.members.emplace_back(name, Value::string(value.text()));
        }
        return;
      case JsonType::Number:
        if (name == "published" || name == "rank") require_type(value, JsonType::String, what);
        source.members.emplace_back(name, read_number(value, what));
        return;
      case JsonType::True:
      case JsonType::False:
        if (name == "published" || name == "rank") require_type(value, JsonType::String, what);
        source.members.emplace_back(name, Value::boolean(value.type() == JsonType::True));
        return;
      case JsonType::Array: {
        if (name == "published" || name == "rank") require_type(value, JsonType::String, what);
        std::vector<Value> items;
        for (const std::string& text : read_strings(value, name)) items.push_back(Value::string(text));
        source.members.emplace_back(name, Value::list(std::move(items)));
        return;
      }
      case JsonType::Null:
      case JsonType::Object:
      case JsonType::Key:
        require_type(value, JsonType::String, what);
    }
  });
  if (source.id.empty()) {
    throw GraphFileFault{"MissingMember", "a source has no id", item.before()};
  }
  return source;
}

Citation read_citation(JsonValue item, const Sources& sources, std::string_view what) {
  static constexpr std::array<std::string_view, 3> known{"source", "at", "said_by"};
  Citation citation;
  std::string id;
  std::uint64_t before = item.before();
  if (item.type() == JsonType::String) {
    const std::string_view text = item.text();
    const std::size_t mark = text.find('#');
    id = text.substr(0, mark);
    if (mark != std::string_view::npos) citation.at = text.substr(mark + 1);
  } else {
    if (item.type() != JsonType::Object) {
      throw GraphFileFault{"WrongType",
                           "a citation of " + std::string(what) + " is " + std::string(in_words(item.type())) +
                               ", it must be a string or an object",
                           item.before(),
                           "a citation is \"source#place\" or {\"source\": …, \"at\": …, \"said_by\": …}"};
    }
    item.for_each_member([&](JsonValue key, JsonValue value) {
      const std::string name = member(key.text()) + " of a citation";
      if (key.text() == "source") {
        id = read_string(value, name);
        before = value.before();
      } else if (key.text() == "at") {
        citation.at = read_string(value, name);
      } else if (key.text() == "said_by") {
        citation.said_by = read_string(value, name);
      } else {
        unknown_member(key, "a citation of " + std::string(what), known);
      }
    });
  }
  const std::optional<std::uint32_t> source = sources.find(id);
  if (!source) {
    std::vector<std::string_view> ids;
    for (const Source& one : sources.all()) ids.push_back(one.id);
    throw GraphFileFault{"UnknownSource", std::string(what) + " cites '" + id + "', which is no source of this graph",
                         before, near_hint(id, ids)};
  }
  citation.source = *source;
  return citation;
}

}  // namespace liaison
