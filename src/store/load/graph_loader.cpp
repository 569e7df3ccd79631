#include "store/load/graph_loader.h"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

#include "common/assert.h"
#include "store/load/property_json.h"
#include "value/equality.h"
#include "value/number.h"
#include "value/text.h"

namespace liaison {

namespace {

constexpr std::string_view id_name = "id", amount_minimum = "amount_min", amount_maximum = "amount_max";

std::string in_quotes(std::string_view text) { return "'" + std::string(text) + "'"; }

std::string listed(std::span<const std::string> names) {
  std::string out;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) out += i + 1 == names.size() ? " or " : ", ";
    out += names[i];
  }
  return out;
}

/// A property that the vocabulary calls a date: one, a list of them, or null.
Value read_dates(JsonValue value, std::string_view what) {
  if (value.type() == JsonType::Null) return {};
  if (value.type() != JsonType::Array) return Value::date(read_date(value, what));
  std::vector<Value> items;
  value.for_each_item([&](JsonValue item) { items.push_back(Value::date(read_date(item, what))); });
  return Value::list(std::move(items));
}

/// An amount of money: an integer where it is whole, however it is written; decimals as long as a float gives back the
/// very digits (15 of them always do).
Value read_money(JsonValue value, std::string_view what) {
  const Value number = read_number(value, what);
  if (number.kind() == Kind::Integer) return number;
  if (const auto whole = exact_integer(number.as_float())) return Value::integer(*whole);
  const std::string_view mantissa = value.text().substr(0, value.text().find_first_of("eE"));
  std::string digits;
  std::ranges::copy_if(mantissa, std::back_inserter(digits), [](char c) { return c >= '0' && c <= '9'; });
  digits.erase(0, digits.find_first_not_of('0'));
  digits.erase(digits.find_last_not_of('0') + 1);
  if (digits.size() > 15) {
    throw GraphFileFault{"BadAmount",
                         std::string(what) + " has more digits than are kept exactly: " + std::string(value.text()),
                         value.before(), "at most 15 digits, or a whole number"};
  }
  return number;
}

}  // namespace

// ---- Heads ----------------------------------------------------------------------------------------------------------

void GraphLoader::add_graph_info(JsonValue section) { read_graph_info(section, info_); }

void GraphLoader::add_vocabulary(JsonValue section) { read_vocabulary(section, vocabulary_); }

void GraphLoader::add_source(JsonValue item) {
  Source source = read_source(item);
  const auto place = source_places_.find(source.id);
  if (place == source_places_.end()) {
    source_places_.emplace(source.id, here(item));
    builder_.sources().add(std::move(source));
    return;
  }
  const std::string name = "source " + in_quotes(source.id);
  if (place->second.file == file_) {
    throw GraphFileFault{"DoubledId", name + " stands twice", item.before(), {}, place->second};
  }
  const Source& earlier = builder_.sources().all()[*builder_.sources().find(source.id)];
  for (const auto& [member, value] : source.members) {
    const Value* other = earlier.member(member);
    if (other != nullptr && !identical(*other, value)) {
      throw GraphFileFault{
          "Contradiction", name + " has another " + member + " in another file", item.before(), {}, place->second};
    }
  }
}

void GraphLoader::add_not_modelled(JsonValue item) {
  not_modelled_ += not_modelled_.empty() ? "[\n    " : ",\n    ";
  not_modelled_ += json_text(item);
}

void GraphLoader::settle_head() {
  if (head_is_settled_) return;
  head_is_settled_ = true;
  builder_.set_vocabulary(vocabulary_);
}

Snapshot GraphLoader::finish() {
  settle_head();
  if (!not_modelled_.empty()) info_.not_modelled_json = not_modelled_ + "\n  ]";
  builder_.set_info(std::move(info_));
  return builder_.finish();
}

// ---- Names and sets of them, looked up once a node or edge
// -----------------------------------------------------------

GraphLoader::MemberNumber GraphLoader::member_number(std::string_view name) {
  const auto found = member_numbers_.find(name);
  if (found != member_numbers_.end()) return found->second;
  static constexpr std::array<std::pair<std::string_view, Role>, 16> roles{{
      {id_name, Role::Id},
      {"labels", Role::Labels},
      {"type", Role::Type},
      {"from", Role::From},
      {"to", Role::To},
      {"properties", Role::Properties},
      {"sources", Role::Sources},
      {"name", Role::Text},
      {"aliases", Role::Texts},
      {"since", Role::Date},
      {"until", Role::Date},
      {"amount", Role::Amount},
      {amount_minimum, Role::Bound},
      {amount_maximum, Role::Bound},
      {"currency", Role::Currency},
  }};
  MemberName member;
  member.name = name;
  for (const auto& [reserved, role] : roles) {
    if (reserved == name && !reserved.empty()) member.role = role;
  }
  const auto number = static_cast<MemberNumber>(member_names_.size());
  member_names_.push_back(std::move(member));
  member_numbers_.emplace(std::string(name), number);
  return number;
}

PropertyKey GraphLoader::key_of(MemberNumber member) {
  MemberName& name = member_names_[member];
  if (!name.key) name.key = builder_.property_key(name.name);
  return *name.key;
}

std::uint32_t GraphLoader::label_set(std::span<const std::string_view> labels) {
  label_set_name_.clear();
  for (const std::string_view label : labels) {
    label_set_name_ += label;
    label_set_name_ += '\0';
  }
  const auto found = label_set_numbers_.find(std::string_view(label_set_name_));
  if (found != label_set_numbers_.end()) return found->second;
  LabelSet set;
  for (const std::string_view label : labels) {
    set.written.push_back(builder_.label(label));
    for (std::string& implied : vocabulary_.with_implied(label)) {
      if (std::ranges::find(set.labels, implied) != set.labels.end()) continue;
      if (const NodeKind* kind = vocabulary_.node_kind(implied)) {
        for (const std::string& date : kind->dates) set.dates.push_back(member_number(date));
      }
      set.labels.push_back(std::move(implied));
    }
  }
  const auto number = static_cast<std::uint32_t>(label_sets_.size());
  label_sets_.push_back(std::move(set));
  label_set_numbers_.emplace(label_set_name_, number);
  return number;
}

GraphLoader::EdgeType& GraphLoader::edge_type(std::string_view name) {
  const auto found = edge_type_numbers_.find(name);
  if (found != edge_type_numbers_.end()) return edge_types_[found->second];
  EdgeType type;
  type.name = name;
  type.id = builder_.type(name);
  type.kind = vocabulary_.relationship_kind(name);
  if (type.kind != nullptr) {
    for (const std::string& date : type.kind->dates) type.dates.push_back(member_number(date));
  }
  edge_type_numbers_.emplace(std::string(name), static_cast<std::uint32_t>(edge_types_.size()));
  return edge_types_.emplace_back(std::move(type));
}

void GraphLoader::gather(JsonValue item, std::string_view what) {
  require_type(item, JsonType::Object, what);
  ++item_number_;
  members_.clear();
  item.for_each_member([&](JsonValue key, JsonValue value) {
    members_.push_back({member_number(key.text()), key, value});
  });
}

// ---- Properties -----------------------------------------------------------------------------------------------------

void GraphLoader::mark(MemberNumber member, JsonValue key) {
  MemberName& name = member_names_[member];
  if (name.seen_in == item_number_) {
    throw GraphFileFault{"DoubledMember", in_quotes(name.name) + " is said twice", key.before()};
  }
  name.seen_in = item_number_;
}

void GraphLoader::check_bounds(const std::optional<Value>& minimum, const std::optional<Value>& maximum,
                               JsonValue place) const {
  if (minimum && maximum && compare_numbers(*minimum, *maximum) > 0) {
    throw GraphFileFault{"BadAmount",
                         "the amount's min " + scalar_text(*minimum) + " is above its max " + scalar_text(*maximum),
                         place.before()};
  }
}

template <class Set>
void GraphLoader::read_amount(const Member& amount, Set set) {
  static constexpr std::array<std::string_view, 2> known{"min", "max"};
  if (amount.value.type() != JsonType::Object) {
    set(amount.number, read_money(amount.value, "amount"), amount.key);
    return;
  }
  std::optional<Value> minimum, maximum;
  amount.value.for_each_member([&](JsonValue key, JsonValue value) {
    if (key.text() == "min") {
      minimum = read_money(value, "the amount's min");
    } else if (key.text() == "max") {
      maximum = read_money(value, "the amount's max");
    } else {
      throw GraphFileFault{"UnknownMember", in_quotes(key.text()) + " is no member of an amount", key.before(),
                           near_hint(key.text(), known)};
    }
  });
  if (!minimum && !maximum) {
    throw GraphFileFault{"BadAmount", "the amount has neither min nor max", amount.value.before()};
  }
  check_bounds(minimum, maximum, amount.value);
  for (const auto& [name, bound] : {std::pair(amount_minimum, minimum), std::pair(amount_maximum, maximum)}) {
    if (!bound) continue;
    const MemberNumber number = member_number(name);
    mark(number, amount.key);
    set(number, *bound, amount.key);
  }
}

template <class Set>
void GraphLoader::read_properties(Item item, std::span<const MemberNumber> dates, Set set) {
  const auto set_unless_null = [&](MemberNumber member, Value value, JsonValue key) {
    if (!value.is_null()) set(member, std::move(value), key);
  };
  const Member* figure = nullptr;
  std::optional<Value> minimum, maximum;
  const Member* bound = nullptr;
  for (const Member& member : members_) {
    const MemberName& name = member_names_[member.number];
    const bool is_null = member.value.type() == JsonType::Null;
    switch (name.role) {
      case Role::Id:
      case Role::Sources:
        continue;
      case Role::Labels:
        if (item == Item::Node) continue;
        mark(member.number, member.key);
        break;
      case Role::Type:
      case Role::From:
      case Role::To:
        if (item == Item::Edge) continue;
        mark(member.number, member.key);
        break;
      case Role::Properties:
        require_type(member.value, JsonType::Object, "properties");
        // As they are: no dates by the vocabulary, no rules for amounts.
        member.value.for_each_member([&](JsonValue key, JsonValue value) {
          const MemberNumber number = member_number(key.text());
          mark(number, key);
          set_unless_null(number, read_property_json(value, key.text()), key);
        });
        continue;
      case Role::Text:
        mark(member.number, member.key);
        if (!is_null) require_type(member.value, JsonType::String, name.name);
        break;
      case Role::Texts:
        mark(member.number, member.key);
        if (!is_null) (void)read_strings(member.value, name.name);
        break;
      case Role::Date:
        mark(member.number, member.key);
        set_unless_null(member.number, read_dates(member.value, name.name), member.key);
        continue;
      case Role::Amount:
        mark(member.number, member.key);
        if (is_null) continue;
        if (member.value.type() != JsonType::Object) figure = &member;
        read_amount(member, set_unless_null);
        continue;
      case Role::Bound: {
        mark(member.number, member.key);
        if (is_null) continue;
        bound = &member;
        Value value = read_money(member.value, name.name);
        (name.name == amount_minimum ? minimum : maximum) = value;
        set_unless_null(member.number, std::move(value), member.key);
        continue;
      }
      case Role::Currency:
        mark(member.number, member.key);
        if (is_null) continue;
        require_type(member.value, JsonType::String, "currency");
        if (const std::string_view code = member.value.text();
            code.size() != 3 || !std::ranges::all_of(code, [](char c) { return c >= 'A' && c <= 'Z'; })) {
          throw GraphFileFault{"BadCurrency", in_quotes(code) + " is no currency", member.value.before(),
                               "a currency is a code of three capital letters, as in USD"};
        }
        break;
      case Role::Plain:
        mark(member.number, member.key);
        if (!dates.empty() && std::ranges::find(dates, member.number) != dates.end()) {
          set_unless_null(member.number, read_dates(member.value, name.name), member.key);
          continue;
        }
        break;
    }
    set_unless_null(member.number, read_property_json(member.value, name.name), member.key);
  }
  if (figure != nullptr && bound != nullptr) {
    throw GraphFileFault{"BadAmount", "the amount is a figure, and a bound stands beside it", bound->key.before()};
  }
  if (bound != nullptr) check_bounds(minimum, maximum, bound->key);
}

std::vector<Citation> GraphLoader::read_citations() {
  std::vector<Citation> citations;
  for (const Member& member : members_) {
    if (member_names_[member.number].role != Role::Sources) continue;
    require_type(member.value, JsonType::Array, "sources");
    member.value.for_each_item(
        [&](JsonValue item) { citations.push_back(read_citation(item, builder_.sources(), "it")); });
  }
  return citations;
}

// ---- Nodes ----------------------------------------------------------------------------------------------------------

std::string_view GraphLoader::node_id(JsonValue item) const {
  for (const Member& member : members_) {
    if (member_names_[member.number].role != Role::Id) continue;
    require_type(member.value, JsonType::String, "the id of a node");
    if (!member.value.text().empty()) return member.value.text();
    throw GraphFileFault{"WrongType", "the id of a node is empty", member.value.before()};
  }
  throw GraphFileFault{"MissingMember", "a node has no id", item.before()};
}

void GraphLoader::read_labels(std::vector<std::string_view>& labels) const {
  for (const Member& member : members_) {
    if (member_names_[member.number].role != Role::Labels) continue;
    require_type(member.value, JsonType::Array, "labels");
    const std::size_t own = labels.size();
    member.value.for_each_item([&](JsonValue item) {
      require_type(item, JsonType::String, "a label");
      if (item.text().empty()) throw GraphFileFault{"WrongType", "a label is empty", item.before()};
      const auto twin = std::ranges::find(labels, item.text());
      if (twin == labels.end()) {
        labels.push_back(item.text());
      } else if (static_cast<std::size_t>(twin - labels.begin()) >= own) {
        throw GraphFileFault{"DoubledLabel", "label " + in_quotes(item.text()) + " stands twice", item.before()};
      }
    });
  }
}

void GraphLoader::note_node(JsonValue item) {
  ids_are_known_ = true;
  gather(item, "a node");
  const std::string_view id = node_id(item);
  const std::uint32_t number = node_ids_.find(id);
  if (number == IdTable::absent) {
    node_ids_.add(id);
    node_places_.push_back(here(item));
    node_files_.push_back(file_);
    return;
  }
  if (node_files_[number] == file_) {
    throw GraphFileFault{
        "DoubledId", "the id " + in_quotes(id) + " stands twice", item.before(), {}, node_places_[number]};
  }
  node_files_[number] = file_;
  shared_.try_emplace(std::string(id));
}

void GraphLoader::keep_if_shared(JsonValue item, const JsonTape& tape) {
  gather(item, "a node");
  const auto found = shared_.find(node_id(item));
  if (found != shared_.end()) found->second.sayings.push_back({file_, tape});
}

void GraphLoader::push_node(std::uint32_t labels, FilePlace place) {
  const NodeId node = builder_.add_node(label_sets_[labels].written);
  LIAISON_ASSERT(node == node_label_sets_.size());
  node_label_sets_.push_back(labels);
  if (!ids_are_known_) node_places_.push_back(place);
}

void GraphLoader::add_node(JsonValue item) {
  settle_head();
  gather(item, "a node");
  const std::string_view id = node_id(item);
  try {
    const std::uint32_t number = node_ids_.find(id);
    if (number == IdTable::absent) {
      LIAISON_ASSERT(!ids_are_known_);
      node_ids_.add(id);
      add_single_node(id, item);
    } else if (!ids_are_known_) {
      throw GraphFileFault{"DoubledId", "the id stands twice", item.before(), {}, node_places_[number]};
    } else if (number >= node_label_sets_.size()) {
      const auto shared = shared_.find(id);
      if (shared != shared_.end()) {
        add_shared_node(id, shared->second);
      } else {
        add_single_node(id, item);
      }
    }
  } catch (GraphFileFault& fault) {
    fault.message = "node " + in_quotes(id) + ": " + fault.message;
    throw;
  }
}

void GraphLoader::add_single_node(std::string_view id, JsonValue item) {
  labels_.clear();
  read_labels(labels_);
  const std::uint32_t labels = label_set(labels_);
  push_node(labels, here(item));
  const auto node = static_cast<NodeId>(node_label_sets_.size() - 1);
  bool has_own_id = false;
  const MemberNumber id_member = member_number(id_name);
  read_properties(Item::Node, label_sets_[labels].dates, [&](MemberNumber member, const Value& value, JsonValue) {
    has_own_id |= member == id_member;
    builder_.set_property(node, key_of(member), value);
  });
  if (has_own_id) {
    info_.hidden_ids.emplace(node, id);
  } else {
    builder_.set_property(node, key_of(id_member), Value::string(id));
  }
  if (std::vector<Citation> citations = read_citations(); !citations.empty()) {
    builder_.sources().cite(node, std::move(citations));
  }
}

void GraphLoader::add_shared_node(std::string_view id, const SharedNode& shared) {
  const std::uint32_t file = file_;
  // All labels first: which properties are dates hangs on them.
  labels_.clear();
  for (const SharedNode::Saying& saying : shared.sayings) {
    file_ = saying.file;
    gather(JsonValue(saying.tape, 0), "a node");
    read_labels(labels_);
  }
  const std::uint32_t labels = label_set(labels_);
  std::vector<Property> properties;
  std::vector<Citation> citations;
  for (const SharedNode::Saying& saying : shared.sayings) {
    file_ = saying.file;
    gather(JsonValue(saying.tape, 0), "a node");
    read_properties(Item::Node, label_sets_[labels].dates, [&](MemberNumber member, Value value, JsonValue key) {
      const auto earlier = std::ranges::find(properties, member, &Property::member);
      if (earlier == properties.end()) {
        properties.push_back({member, std::move(value), here(key)});
      } else if (!identical(earlier->value, value)) {
        throw GraphFileFault{"Contradiction",
                             member_names_[member].name + " is " + literal_text(value) + " here and " +
                                 literal_text(earlier->value) + " in another file",
                             key.before(),
                             {},
                             earlier->place};
      }
    });
    for (Citation& citation : read_citations()) {
      const auto same = [&](const Citation& other) {
        return other.source == citation.source && other.at == citation.at && other.said_by == citation.said_by;
      };
      if (std::ranges::none_of(citations, same)) citations.push_back(std::move(citation));
    }
  }
  file_ = file;
  push_node(labels, {});
  const auto node = static_cast<NodeId>(node_label_sets_.size() - 1);
  const MemberNumber id_member = member_number(id_name);
  if (std::ranges::find(properties, id_member, &Property::member) != properties.end()) {
    info_.hidden_ids.emplace(node, id);
  } else {
    properties.push_back({id_member, Value::string(id), {}});
  }
  for (const Property& property : properties) builder_.set_property(node, key_of(property.member), property.value);
  if (!citations.empty()) builder_.sources().cite(node, std::move(citations));
}

// ---- Edges ----------------------------------------------------------------------------------------------------------

bool GraphLoader::fits(const EdgeType& type, bool is_start, NodeId node) const {
  const std::vector<std::string>& allowed = is_start ? type.kind->from : type.kind->to;
  const std::vector<std::string>& labels = label_sets_[node_label_sets_[node]].labels;
  return std::ranges::any_of(
      labels, [&](const std::string& label) { return std::ranges::find(allowed, label) != allowed.end(); });
}

NodeId GraphLoader::end_point(const Member& member, EdgeType& type, bool is_start) {
  const std::string_view id = member.value.text();
  const std::uint32_t node = node_ids_.find(id);
  if (node == IdTable::absent) {
    throw GraphFileFault{"DanglingEndPoint", "there is no node " + in_quotes(id), member.value.before(),
                         near_hint(id, node_ids_.texts())};
  }
  if (type.kind == nullptr || (is_start ? type.kind->from : type.kind->to).empty()) return node;
  std::vector<Fits>& known = is_start ? type.from : type.to;
  if (known.size() < label_sets_.size()) known.resize(label_sets_.size(), Fits::Unknown);
  Fits& answer = known[node_label_sets_[node]];
  if (answer == Fits::Unknown) answer = fits(type, is_start, node) ? Fits::Yes : Fits::No;
  if (answer == Fits::Yes) return node;
  const std::vector<std::string>& labels = label_sets_[node_label_sets_[node]].labels;
  throw GraphFileFault{"AgainstVocabulary",
                       in_quotes(id) + " is " + (labels.empty() ? "of no label" : "a " + listed(labels)) +
                           ", and by the vocabulary " + type.name + (is_start ? " starts at " : " ends at ") +
                           listed(is_start ? type.kind->from : type.kind->to),
                       member.value.before()};
}

void GraphLoader::add_edge(JsonValue item) {
  settle_head();
  gather(item, "an edge");
  const Member *type_member = nullptr, *from = nullptr, *to = nullptr, *id = nullptr;
  for (const Member& member : members_) {
    const Role role = member_names_[member.number].role;
    if (role == Role::Type) type_member = &member;
    if (role == Role::From) from = &member;
    if (role == Role::To) to = &member;
    if (role == Role::Id) id = &member;
  }
  try {
    for (const auto& [member, name] : {std::pair(type_member, "type"), std::pair(from, "from"), std::pair(to, "to")}) {
      if (member == nullptr) throw GraphFileFault{"MissingMember", std::string("it has no ") + name, item.before()};
      require_type(member->value, JsonType::String, name);
    }
    if (type_member->value.text().empty()) {
      throw GraphFileFault{"WrongType", "the type is empty", type_member->value.before()};
    }
    EdgeType& type = edge_type(type_member->value.text());
    const NodeId start = end_point(*from, type, true), end = end_point(*to, type, false);
    const RelationshipId edge = builder_.add_relationship(start, type.id, end);
    const MemberNumber id_member = member_number(id_name);
    bool has_own_id = false;
    read_properties(Item::Edge, type.dates, [&](MemberNumber member, const Value& value, JsonValue) {
      has_own_id |= member == id_member;
      builder_.set_property(edge, key_of(member), value);
    });
    if (id != nullptr) {
      require_type(id->value, JsonType::String, "the id of an edge");
      const std::uint32_t twin = edge_ids_.find(id->value.text());
      if (twin != IdTable::absent) {
        throw GraphFileFault{"DoubledId",
                             "the id " + in_quotes(id->value.text()) + " stands twice",
                             item.before(),
                             {},
                             edge_places_[twin]};
      }
      edge_ids_.add(id->value.text());
      edge_places_.push_back(here(item));
      if (has_own_id) {
        throw GraphFileFault{"DoubledMember", "'id' is said twice", id->key.before()};
      }
      builder_.set_property(edge, key_of(id_member), Value::string(id->value.text()));
    }
    if (std::vector<Citation> citations = read_citations(); !citations.empty()) {
      builder_.sources().cite(edge, std::move(citations));
    }
  } catch (GraphFileFault& fault) {
    const auto named = [](const Member* member) {
      return member != nullptr && member->value.type() == JsonType::String ? in_quotes(member->value.text()) : "?";
    };
    const bool has_type = type_member != nullptr && type_member->value.type() == JsonType::String;
    fault.message = "edge " + (has_type ? std::string(type_member->value.text()) + " " : std::string()) + "from " +
                    named(from) + " to " + named(to) + ": " + fault.message;
    throw;
  }
}

}  // namespace liaison
