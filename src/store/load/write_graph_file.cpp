#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <ostream>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "common/assert.h"
#include "liaison/error.h"
#include "store/load/graph_file.h"
#include "store/load/id_table.h"
#include "store/load/json_tape.h"
#include "store/load/property_json.h"
#include "store/load/replace_file.h"
#include "store/sources.h"
#include "store/vocabulary.h"
#include "value/date.h"
#include "value/number.h"
#include "value/temporal_text.h"
#include "value/text.h"

namespace liaison {

namespace {

constexpr std::size_t flush_bytes = std::size_t{1} << 20;

using NameList = std::span<const std::string_view>;

bool is_one_of(std::string_view name, NameList names) { return std::ranges::find(names, name) != names.end(); }

bool is_text_list(const Value& value) {
  return value.kind() == Kind::List && std::ranges::all_of(value.as_list(), [](const Value& item) {
           return item.kind() == Kind::String && !item.as_string().empty();
         });
}

bool is_date_or_dates(const Value& value) {
  return value.kind() == Kind::Date ||
         (value.kind() == Kind::List &&
          std::ranges::all_of(value.as_list(), [](const Value& item) { return item.kind() == Kind::Date; }));
}

bool is_currency(const Value& value) {
  return value.kind() == Kind::String && value.as_string().size() == 3 &&
         std::ranges::all_of(value.as_string(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

/// True if reading the number as an amount gives it back: integers, and floats that are neither whole nor longer than
/// what is kept exactly.
bool is_money(const Value& value) {
  if (value.kind() == Kind::Integer) return true;
  if (value.kind() != Kind::Float || exact_integer(value.as_float())) return false;
  std::string digits = float_text(value.as_float());
  digits.erase(std::min(digits.find('e'), digits.size()));
  std::erase_if(digits, [](char c) { return c < '0' || c > '9'; });
  digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size()));
  return !digits.empty() && digits.size() <= 15;
}

/// The file's form of a name where a node has none: letters and digits in lower case without accents, hyphens between.
std::string slug(std::string_view name) {
  std::string out;
  for (const char c : folded(name)) {
    const bool is_kept = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (is_kept) {
      out += c;
    } else if (!out.empty() && out.back() != '-') {
      out += '-';
    }
  }
  while (!out.empty() && out.back() == '-') out.pop_back();
  return out;
}

class GraphFileWriter {
 public:
  GraphFileWriter(const GraphView& view, std::ostream& out)
      : view_(view), out_(out), id_key_(view.catalog().property_keys.find("id")) {}

  void write() {
    give_ids();
    text_ += "{\n";
    write_info();
    write_vocabulary();
    write_sources();
    write_nodes();
    write_edges();
    if (const std::string& json = view_.info().not_modelled_json; !json.empty()) {
      begin_section("not_modelled");
      text_ += json;
    }
    text_ += "\n}\n";
    flush();
  }

 private:
  struct Edge {
    NodeId start;
    std::uint32_t type_rank;
    NodeId end;
    TypeId type;
    std::uint64_t serial;
  };
  struct Property {
    std::string_view name;
    Value value;
  };
  struct Member {
    std::ptrdiff_t rank;
    std::string_view name;
    const Value* value;  // nullptr: the bounds of an amount
  };

  // ---- Layout ----

  void begin_section(std::string_view name) {
    if (!is_first_section_) text_ += ",\n";
    is_first_section_ = false;
    text_ += "  \"";
    text_ += name;
    text_ += "\": ";
  }

  /// Starts a line of a section's content; `open` ("[" or "{") stands before the first.
  void begin_line(std::string_view open, std::string_view indent = "    ") {
    text_ += is_first_line_ ? open : ",";
    text_ += '\n';
    text_ += indent;
    is_first_line_ = false;
    if (text_.size() > flush_bytes) flush();
  }

  void end_lines(std::string_view empty, std::string_view close, std::string_view indent = "  ") {
    if (is_first_line_) {
      text_ += empty;
    } else {
      text_ += '\n';
      text_ += indent;
      text_ += close;
    }
    is_first_line_ = true;
  }

  void flush() {
    out_.write(text_.data(), static_cast<std::streamsize>(text_.size()));
    text_.clear();
  }

  void add_member(std::string_view name) {
    if (text_.back() != '{') text_ += ", ";
    append_json_string(text_, name);
    text_ += ": ";
  }

  void add_strings(const std::vector<std::string>& strings) {
    text_ += '[';
    for (std::size_t i = 0; i < strings.size(); ++i) {
      if (i > 0) text_ += ", ";
      append_json_string(text_, strings[i]);
    }
    text_ += ']';
  }

  void add_strings_unless_empty(std::string_view name, const std::vector<std::string>& strings) {
    if (strings.empty()) return;
    add_member(name);
    add_strings(strings);
  }

  void add_string_unless_empty(std::string_view name, const std::string& string) {
    if (string.empty()) return;
    add_member(name);
    append_json_string(text_, string);
  }

  // ---- Head ----

  void write_info() {
    if (view_.info().members.empty()) return;
    begin_section("graph");
    for (const auto& [name, text] : view_.info().members) {
      begin_line("{");
      append_json_string(text_, name);
      text_ += ": ";
      append_json_string(text_, text);
    }
    end_lines("{}", "}");
  }

  void write_vocabulary() {
    const Vocabulary& vocabulary = view_.vocabulary();
    if (vocabulary.nodes.empty() && vocabulary.relationships.empty()) return;
    begin_section("vocabulary");
    text_ += "{\n    \"nodes\": ";
    for (const NodeKind& kind : vocabulary.nodes) {
      begin_line("{", "      ");
      append_json_string(text_, kind.label);
      text_ += ": {";
      add_strings_unless_empty("nouns", kind.nouns);
      add_strings_unless_empty("is", kind.implies);
      add_string_unless_empty("color", kind.color);
      add_string_unless_empty("shape", kind.shape);
      add_strings_unless_empty("dates", kind.dates);
      text_ += '}';
    }
    end_lines("{}", "}", "    ");
    text_ += ",\n    \"edges\": ";
    for (const RelationshipKind& kind : vocabulary.relationships) {
      begin_line("{", "      ");
      append_json_string(text_, kind.type);
      text_ += ": {";
      add_strings_unless_empty("from", kind.from);
      add_strings_unless_empty("to", kind.to);
      if (kind.symmetric) {
        add_member("symmetric");
        text_ += "true";
      }
      add_strings_unless_empty("verbs", kind.verbs);
      add_strings_unless_empty("passive", kind.passive);
      add_string_unless_empty("color", kind.color);
      add_strings_unless_empty("dates", kind.dates);
      text_ += '}';
    }
    end_lines("{}", "}", "    ");
    text_ += "\n  }";
  }

  void write_sources() {
    if (view_.sources().all().empty()) return;
    begin_section("sources");
    for (const Source& source : view_.sources().all()) {
      begin_line("[");
      text_ += '{';
      add_member("id");
      append_json_string(text_, source.id);
      for (const auto& [name, value] : source.members) {
        add_member(name);
        append_property_json(text_, value, JsonDates::Plain);
      }
      text_ += '}';
    }
    end_lines("[]", "]");
  }

  void add_citations(std::span<const Citation> citations) {
    if (citations.empty()) return;
    add_member("sources");
    text_ += '[';
    for (std::size_t i = 0; i < citations.size(); ++i) {
      if (i > 0) text_ += ", ";
      const Citation& citation = citations[i];
      const std::string& source = view_.sources().all()[citation.source].id;
      if (citation.said_by.empty() && source.find('#') == std::string::npos) {
        append_json_string(text_, citation.at.empty() ? source : source + "#" + citation.at);
        continue;
      }
      text_ += '{';
      add_member("source");
      append_json_string(text_, source);
      add_string_unless_empty("at", citation.at);
      add_string_unless_empty("said_by", citation.said_by);
      text_ += '}';
    }
    text_ += ']';
  }

  // ---- Ids ----

  template <class Visit>
  void for_each_node(Visit visit) const {
    std::vector<NodeId> nodes;
    for (NodeId from = 0; from < view_.node_limit();) {
      nodes.clear();
      from = view_.scan(from, {}, 4096, nodes);
      std::ranges::for_each(nodes, visit);
    }
  }

  /// Gives every node its id in the file. Nearly all have it as their property already; the others stand in made_ids_.
  void give_ids() {
    IdTable taken;
    for (const auto& [node, id] : view_.info().hidden_ids) {
      if (!view_.has_node(node) || taken.find(id) != IdTable::absent) continue;
      taken.add(id);
      made_ids_.emplace(node, id);
    }
    std::vector<NodeId> nameless;
    for_each_node([&](NodeId node) {
      if (made_ids_.contains(node)) return;
      const Value id = id_key_ ? view_.property(node, *id_key_) : Value();
      if (id.kind() != Kind::String || id.as_string().empty() || taken.find(id.as_string()) != IdTable::absent) {
        nameless.push_back(node);
      } else {
        taken.add(id.as_string());
      }
    });
    const std::optional<PropertyKey> name_key = view_.catalog().property_keys.find("name");
    std::unordered_map<std::string, std::uint64_t> last_number;
    for (const NodeId node : nameless) {
      const Value name = name_key ? view_.property(node, *name_key) : Value();
      std::string base = name.kind() == Kind::String ? slug(name.as_string()) : std::string();
      if (base.empty()) base = "n" + std::to_string(node);
      std::string id = base;
      while (taken.find(id) != IdTable::absent) {
        const std::uint64_t number = ++last_number.try_emplace(base, 1).first->second;
        id = base + "-" + std::to_string(number);
      }
      taken.add(id);
      made_ids_.emplace(node, std::move(id));
    }
  }

  void add_id(NodeId node) {
    const auto made = made_ids_.find(node);
    append_json_string(text_, made != made_ids_.end() ? made->second : view_.property(node, *id_key_).as_string());
  }

  [[nodiscard]] std::string id_of(NodeId node) const {
    const auto made = made_ids_.find(node);
    return made != made_ids_.end() ? made->second : std::string(view_.property(node, *id_key_).as_string());
  }

  // ---- Properties ----

  /// Fills properties_ with the entity's, by name.
  template <class Entity>
  void gather(Entity entity) {
    properties_.clear();
    view_.for_each_property(entity, [this](PropertyKey key, const Value& value) {
      properties_.push_back({view_.catalog().property_keys.name(key), value});
    });
  }

  [[nodiscard]] const Value* find(std::string_view name) const {
    const auto found = std::ranges::find(properties_, name, &Property::name);
    return found == properties_.end() ? nullptr : &found->value;
  }

  /// True if the property stands among an entity's own members: if that reads back as the same.
  [[nodiscard]] bool is_plain(const Property& property, NameList reserved, std::span<const std::string> dates) const {
    const std::string_view name = property.name;
    if (is_one_of(name, reserved)) return false;
    if (name == "name") return property.value.kind() == Kind::String;
    if (name == "aliases") return is_text_list(property.value);
    if (name == "since" || name == "until") return is_date_or_dates(property.value);
    if (name == "amount") return is_money(property.value);
    if (name == "amount_min" || name == "amount_max") return false;  // bounds are written as `amount`
    if (name == "currency") return is_currency(property.value);
    return std::ranges::find(dates, name) == dates.end() || is_date_or_dates(property.value);
  }

  /// True if amount_min and amount_max can stand as `"amount": {"min": …, "max": …}`.
  [[nodiscard]] bool has_plain_bounds() const {
    const Value* minimum = find("amount_min");
    const Value* maximum = find("amount_max");
    if (find("amount") != nullptr || (minimum == nullptr && maximum == nullptr)) return false;
    if ((minimum != nullptr && !is_money(*minimum)) || (maximum != nullptr && !is_money(*maximum))) return false;
    return minimum == nullptr || maximum == nullptr || !(compare_numbers(*minimum, *maximum) > 0);
  }

  void add_bounds() {
    add_member("amount");
    text_ += '{';
    for (const auto& [name, bound] : {std::pair("min", find("amount_min")), std::pair("max", find("amount_max"))}) {
      if (bound == nullptr) continue;
      add_member(name);
      append_property_json(text_, *bound, JsonDates::Plain);
    }
    text_ += '}';
  }

  /// Writes properties_: those in `first` in that order, the others by name, then `properties`. The property `id` is
  /// left out if `id_is_written`.
  void add_properties(NameList first, NameList reserved, std::span<const std::string> dates, bool id_is_written) {
    const bool has_bounds = has_plain_bounds();
    plain_.clear();
    others_.clear();
    const auto rank = [&](std::string_view name) { return std::ranges::find(first, name) - first.begin(); };
    for (const Property& property : properties_) {
      const std::string_view name = property.name;
      if ((id_is_written && name == "id") || (has_bounds && (name == "amount_min" || name == "amount_max"))) continue;
      if (is_plain(property, reserved, dates)) {
        plain_.push_back({rank(name), name, &property.value});
      } else {
        others_.push_back({0, name, &property.value});
      }
    }
    if (has_bounds) plain_.push_back({rank("amount"), "amount", nullptr});
    std::ranges::sort(plain_, {}, [](const Member& member) { return std::pair(member.rank, member.name); });
    for (const Member& member : plain_) {
      if (member.value == nullptr) {
        add_bounds();
        continue;
      }
      const bool is_date =
          member.name == "since" || member.name == "until" || std::ranges::find(dates, member.name) != dates.end();
      add_member(member.name);
      append_property_json(text_, *member.value, is_date ? JsonDates::Plain : JsonDates::Wrapped);
    }
    if (others_.empty()) return;
    add_member("properties");
    text_ += '{';
    for (const Member& member : others_) {
      add_member(member.name);
      append_property_json(text_, *member.value, JsonDates::Wrapped);
    }
    text_ += '}';
  }

  // ---- Nodes ----

  struct WrittenShape {
    std::string labels;  // as JSON
    std::vector<std::string> dates;
  };

  /// Labels in the order of the vocabulary, then by name.
  const WrittenShape& written_shape(ShapeId id) {
    const auto known = shapes_.find(id);
    if (known != shapes_.end()) return known->second;
    const Shape& shape = view_.catalog().shapes[id];
    const std::vector<NodeKind>& kinds = view_.vocabulary().nodes;
    std::vector<std::pair<std::size_t, std::string>> names;
    for (const LabelId label : shape.written) {
      const std::string& name = view_.catalog().labels.name(label);
      const auto rank = std::ranges::find(kinds, name, &NodeKind::label) - kinds.begin();
      names.emplace_back(static_cast<std::size_t>(rank), name);
    }
    std::ranges::sort(names);
    WrittenShape written;
    for (const auto& [rank, name] : names) {
      written.labels += written.labels.empty() ? "[" : ", ";
      append_json_string(written.labels, name);
    }
    if (!names.empty()) written.labels += ']';
    for (const LabelId label : shape.labels) {
      if (const NodeKind* kind = view_.vocabulary().node_kind(view_.catalog().labels.name(label))) {
        written.dates.insert(written.dates.end(), kind->dates.begin(), kind->dates.end());
      }
    }
    return shapes_.emplace(id, std::move(written)).first->second;
  }

  void write_nodes() {
    static constexpr std::array<std::string_view, 4> reserved{"id", "labels", "properties", "sources"};
    static constexpr std::array<std::string_view, 2> first{"name", "aliases"};
    begin_section("nodes");
    for_each_node([this](NodeId node) {
      begin_line("[");
      text_ += '{';
      add_member("id");
      add_id(node);
      const WrittenShape& shape = written_shape(view_.shape_of(node));
      if (!shape.labels.empty()) {
        add_member("labels");
        text_ += shape.labels;
      }
      gather(node);
      add_properties(first, reserved, shape.dates, !made_ids_.contains(node));
      add_citations(view_.sources().citations(node));
      text_ += '}';
    });
    end_lines("[]", "]");
  }

  // ---- Edges ----

  [[nodiscard]] std::vector<Edge> ordered_edges() const {
    const Catalog& catalog = view_.catalog();
    std::vector<TypeId> types(catalog.types.size());
    for (TypeId type = 0; type < types.size(); ++type) types[type] = type;
    std::ranges::sort(types, {}, [&](TypeId type) -> const std::string& { return catalog.types.name(type); });
    std::vector<Edge> edges;
    edges.reserve(view_.relationship_count());
    for (std::uint32_t rank = 0; rank < types.size(); ++rank) {
      view_.for_each_relationship(types[rank], [&](RelationshipId edge, EndPoints ends) {
        edges.push_back({ends.start, rank, ends.end, types[rank], edge.serial});
      });
    }
    std::ranges::sort(edges, {},
                      [](const Edge& edge) { return std::tuple(edge.start, edge.type_rank, edge.end, edge.serial); });
    return edges;
  }

  /// Throws for an edge that no reader would take.
  void check(const Edge& edge, const RelationshipKind& kind) {
    const auto [known, is_new] = checked_.try_emplace(
        std::tuple(edge.type, view_.shape_of(edge.start), view_.shape_of(edge.end)), std::string());
    if (is_new) known->second = fault(edge, kind);
    if (known->second.empty()) return;
    throw runtime_error(ErrorCode::GraphFileError, "AgainstVocabulary",
                        "edge " + kind.type + " from '" + id_of(edge.start) + "' to '" + id_of(edge.end) +
                            "' cannot be written: by the vocabulary " + known->second);
  }

  [[nodiscard]] std::string fault(const Edge& edge, const RelationshipKind& kind) const {
    for (const bool is_start : {true, false}) {
      const std::vector<std::string>& allowed = is_start ? kind.from : kind.to;
      const Shape& shape = view_.catalog().shapes[view_.shape_of(is_start ? edge.start : edge.end)];
      const auto is_allowed = [&](LabelId label) {
        return std::ranges::find(allowed, view_.catalog().labels.name(label)) != allowed.end();
      };
      if (allowed.empty() || std::ranges::any_of(shape.labels, is_allowed)) continue;
      std::string said = kind.type + (is_start ? " starts at " : " ends at ");
      for (std::size_t i = 0; i < allowed.size(); ++i) said += (i > 0 ? " or " : "") + allowed[i];
      return said;
    }
    return {};
  }

  void write_edges() {
    static constexpr std::array<std::string_view, 6> reserved{"id", "type", "from", "to", "properties", "sources"};
    static constexpr std::array<std::string_view, 4> first{"since", "until", "amount", "currency"};
    static const std::vector<std::string> no_dates;
    IdTable ids;
    begin_section("edges");
    for (const Edge& edge : ordered_edges()) {
      const std::string& type = view_.catalog().types.name(edge.type);
      const RelationshipKind* kind = view_.vocabulary().relationship_kind(type);
      if (kind != nullptr) check(edge, *kind);
      gather(RelationshipId{edge.type, edge.serial});
      begin_line("[");
      text_ += '{';
      const Value* id = find("id");
      const bool has_id = id != nullptr && id->kind() == Kind::String && ids.find(id->as_string()) == IdTable::absent;
      if (has_id) {
        ids.add(id->as_string());
        add_member("id");
        append_json_string(text_, id->as_string());
      }
      add_member("type");
      append_json_string(text_, type);
      add_member("from");
      add_id(edge.start);
      add_member("to");
      add_id(edge.end);
      add_properties(first, reserved, kind != nullptr ? kind->dates : no_dates, has_id);
      add_citations(view_.sources().citations(RelationshipId{edge.type, edge.serial}));
      text_ += '}';
    }
    end_lines("[]", "]");
  }

  const GraphView& view_;
  std::ostream& out_;
  std::optional<PropertyKey> id_key_;
  std::string text_;
  bool is_first_section_ = true;
  bool is_first_line_ = true;
  std::vector<Property> properties_;  // of the node or edge being written
  std::vector<Member> plain_, others_;
  std::unordered_map<NodeId, std::string> made_ids_;
  std::map<ShapeId, WrittenShape> shapes_;
  std::map<std::tuple<TypeId, ShapeId, ShapeId>, std::string> checked_;  // what is wrong with such an edge
};

}  // namespace

void write_graph_file(const GraphView& view, std::ostream& out) { GraphFileWriter(view, out).write(); }

void save_graph_file(const GraphView& view, const std::filesystem::path& file) {
  const std::optional<std::string> failure =
      replace_file(file, [&](std::ostream& out) { write_graph_file(view, out); });
  if (!failure) return;
  throw runtime_error(ErrorCode::GraphFileError, "NotWritten", "cannot write " + file.string() + ": " + *failure);
}

}  // namespace liaison
