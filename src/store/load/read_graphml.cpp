#include <rapidjson/document.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "store/load/foreign_graph.h"
#include "store/load/graph_assembly.h"
#include "store/load/read_vocabulary.h"
#include "store/load/xml_reader.h"
#include "value/text.h"

namespace liaison {
namespace {

/// An edge that nobody gave a type.
constexpr std::string_view usual_type = "link";
/// The text of one element.
constexpr std::size_t text_bytes_max = std::size_t{256} << 20;

enum class ValueKind : std::uint8_t { Boolean, Integer, Float, String };

/// What the data elements of a key are for.
enum class Purpose : std::uint8_t { Property, Labels, Type, Graphics };

struct Key {
  std::string name;
  std::string domain;  // node, edge, all, graph, …
  ValueKind kind = ValueKind::String;
  bool is_list = false;
  Purpose purpose = Purpose::Property;
  std::optional<std::string> usual;  // the value where there is no data element
};

/// A node or edge whose end has not come yet.
struct Item {
  bool is_node = true;
  std::string id, source, target;
  std::vector<std::string> labels;
  std::string type;
  std::string shown;  // the text that yEd draws
  std::vector<NamedValue> properties;
};

/// ":User:Person", as Neo4j writes labels; or one name.
std::vector<std::string> labels_of(std::string_view text) {
  std::vector<std::string> labels;
  while (!text.empty()) {
    const std::size_t end = text.find(':');
    if (end != 0) labels.emplace_back(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return labels;
}

bool is_one_of(std::string_view name, std::initializer_list<std::string_view> names) {
  return std::ranges::find(names, name) != names.end();
}

class GraphmlReader {
 public:
  explicit GraphmlReader(const std::filesystem::path& file) : file_(file), assembly_({}, {}) {}

  Snapshot read() {
    for (const bool is_for_nodes : {true, false}) {
      is_for_nodes_ = is_for_nodes;
      keys_.clear();
      has_root_ = false;
      XmlReader xml(file_);
      xml_ = &xml;
      xml.read({.on_start = [this](std::string_view name, const XmlReader::Attributes& given) { start(name, given); },
                .on_end = [this](std::string_view name) { end(name); },
                .on_text = [this](std::string_view text) { add_text(text); }});
    }
    return assembly_.finish();
  }

 private:
  /// At the place that was reached: of what is wrong with a whole node or edge, its end.
  [[noreturn]] void refuse(std::string_view detail, std::string message, std::string hint = {}) const {
    throw xml_->error(detail, std::move(message), std::move(hint));
  }

  std::string required(const XmlReader::Attributes& given, std::string_view name, std::string_view element) const {
    if (const auto value = attribute(given, name)) return std::string(*value);
    refuse("MissingMember", "a " + std::string(element) + " has no attribute '" + std::string(name) + "'");
  }

  void start(std::string_view name, const XmlReader::Attributes& given) {
    if (!has_root_ && name != "graphml") {
      refuse("NotGraphml", "the document's root is '" + std::string(name) + "', it must be graphml");
    }
    has_root_ = true;
    if (data_) {
      // yEd's graphics: the text of their label, of the first one if there are several.
      const bool is_label = name == "NodeLabel" || name == "EdgeLabel";
      if (data_->purpose == Purpose::Graphics && is_label && text_.empty()) is_in_label_ = true;
    } else if (name == "key") {
      open_key_ = add_key(given);
    } else if (name == "default" && open_key_ != nullptr) {
      open_key_->usual = "";
    } else if (name == "node") {
      Item& node = items_.emplace_back();
      node.id = required(given, "id", "node");
      if (const auto labels = attribute(given, "labels")) node.labels = labels_of(*labels);
    } else if (name == "edge") {
      Item& edge = items_.emplace_back();
      edge.is_node = false;
      edge.source = required(given, "source", "edge");
      edge.target = required(given, "target", "edge");
      edge.type = attribute(given, "label").value_or("");
    } else if (name == "data" && !items_.empty()) {
      data_ = key_named(required(given, "key", "data element"));
      text_.clear();
    } else if (name == "hyperedge") {
      refuse("NotSupported", "hyperedges join more than two nodes, which a relationship cannot",
             "make the hyperedge a node");
    }
  }

  void end(std::string_view name) {
    if (name == "data" && data_ != nullptr) {
      take_data(*data_);
      data_ = nullptr;
    } else if (data_ != nullptr) {
      is_in_label_ = false;
    } else if (name == "key") {
      open_key_ = nullptr;
    } else if (name == "node" || name == "edge") {
      Item item = std::move(items_.back());
      items_.pop_back();
      if (item.is_node == is_for_nodes_) add(std::move(item));
    }
  }

  void add_text(std::string_view text) {
    const bool is_wanted = data_ != nullptr && (data_->purpose != Purpose::Graphics || is_in_label_);
    std::string* into = is_wanted ? &text_ : nullptr;
    if (open_key_ != nullptr && open_key_->usual) into = &*open_key_->usual;
    if (into == nullptr) return;
    if (into->size() + text.size() > text_bytes_max) refuse("TooLarge", "the text of one element is too long");
    *into += text;
  }

  Key* add_key(const XmlReader::Attributes& given) {
    const std::string id = required(given, "id", "key");
    Key key;
    key.name = attribute(given, "attr.name").value_or(id);
    key.domain = attribute(given, "for").value_or("all");
    key.kind = kind_named(attribute(given, "attr.type").value_or("string"));
    key.is_list = attribute(given, "attr.list").has_value();
    const bool is_edge = key.domain == "edge";
    if (attribute(given, "yfiles.type")) {
      key.purpose = Purpose::Graphics;
    } else if (!is_edge && is_one_of(key.name, {"labels", "labelV"})) {
      key.purpose = Purpose::Labels;
    } else if (is_edge && is_one_of(key.name, {"label", "labelE"})) {
      key.purpose = Purpose::Type;
    }
    // Neo4j's exports declare properties of nodes and of edges under one id.
    const std::pair<std::string, std::string> name(id, key.domain);
    const auto [place, is_new] = keys_.emplace(name, std::move(key));
    if (!is_new) refuse("DoubledId", "the key '" + id + "' is declared twice");
    return &place->second;
  }

  ValueKind kind_named(std::string_view type) const {
    if (type == "boolean") return ValueKind::Boolean;
    if (is_one_of(type, {"int", "long", "integer", "short", "byte"})) return ValueKind::Integer;
    if (is_one_of(type, {"float", "double"})) return ValueKind::Float;
    if (type == "string") return ValueKind::String;
    refuse("WrongType", "'" + std::string(type) + "' is no type of GraphML",
           "types are boolean, int, long, float, "
           "double and string");
  }

  const Key* key_named(const std::string& id) const {
    for (const char* domain : {items_.back().is_node ? "node" : "edge", "all"}) {
      const auto found = keys_.find({id, domain});
      if (found != keys_.end()) return &found->second;
    }
    std::vector<std::string_view> ids;
    for (const auto& [name, key] : keys_) ids.push_back(name.first);
    refuse("UnknownKey", "no key '" + id + "' is declared for this before", near_hint(id, ids));
  }

  void take_data(const Key& key) {
    Item& item = items_.back();
    switch (key.purpose) {
      case Purpose::Labels:
        if (item.is_node && item.labels.empty()) item.labels = labels_of(text_);
        return;
      case Purpose::Type:
        if (!item.is_node && item.type.empty()) item.type = text_;
        return;
      case Purpose::Graphics:
        if (item.shown.empty()) item.shown = text_;
        return;
      case Purpose::Property:
        add_property(key, text_, item);
        return;
    }
  }

  void add_property(const Key& key, std::string_view text, Item& item) const {
    Value value = key.is_list ? list_of(key, text) : value_of(key, text);
    if (!value.is_null()) item.properties.push_back({key.name, std::move(value)});
  }

  Value value_of(const Key& key, std::string_view text) const {
    if (key.kind == ValueKind::String) return Value::string(text);
    static constexpr std::string_view blanks = " \t\r\n";
    const std::size_t begin = text.find_first_not_of(blanks);
    if (begin == std::string_view::npos) return {};
    text = text.substr(begin, text.find_last_not_of(blanks) - begin + 1);
    if (key.kind == ValueKind::Boolean) {
      const std::string word = lower_case(text);
      if (word == "true" || word == "1") return Value::boolean(true);
      if (word == "false" || word == "0") return Value::boolean(false);
    } else if (key.kind == ValueKind::Integer) {
      std::int64_t number = 0;
      const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
      if (fault == std::errc() && end == text.data() + text.size()) return Value::integer(number);
    } else {
      double number = 0;
      const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
      if (fault == std::errc() && end == text.data() + text.size()) return Value::floating(number);
    }
    refuse("WrongType",
           "the value of '" + key.name + "' is " + liaison::quoted(text) + ", which is not of its key's type");
  }

  /// Lists are JSON, as Neo4j writes them: ["a", "b"].
  Value list_of(const Key& key, std::string_view text) const {
    rapidjson::Document document;
    document.Parse<rapidjson::kParseIterativeFlag | rapidjson::kParseNumbersAsStringsFlag>(text.data(), text.size());
    if (document.HasParseError() || !document.IsArray()) {
      refuse("WrongType", "the value of '" + key.name + "' is no list", R"(lists are written ["a", "b"])");
    }
    std::vector<Value> items;
    for (const auto& item : document.GetArray()) {
      if (item.IsBool()) {
        items.push_back(Value::boolean(item.GetBool()));
      } else if (item.IsString()) {
        items.push_back(value_of(key, {item.GetString(), item.GetStringLength()}));
      } else {
        refuse("WrongType", "the list '" + key.name + "' holds something that is no value");
      }
    }
    return Value::list(std::move(items));
  }

  void add_usual_values(Item& item) const {
    for (const auto& named : keys_) {
      const auto& key = named.second;
      const bool is_meant = key.domain == "all" || key.domain == (item.is_node ? "node" : "edge");
      const auto has_name = [&](const NamedValue& property) { return property.name == key.name; };
      if (!key.usual || !is_meant || key.purpose != Purpose::Property) continue;
      if (std::ranges::none_of(item.properties, has_name)) add_property(key, *key.usual, item);
    }
  }

  void add(Item item) {
    add_usual_values(item);
    if (!item.is_node) {
      if (item.type.empty()) item.type = item.shown.empty() ? usual_type : item.shown;
      assembly_.add_relationship(end_point(item.source, "source"), item.type, end_point(item.target, "target"),
                                 item.properties);
      return;
    }
    GraphAssembly::NodeFacts facts;
    facts.names.push_back({"", item.id});
    facts.labels = std::move(item.labels);
    facts.properties = std::move(item.properties);
    // Behind the node's own, which stay.
    facts.properties.push_back({"id", Value::string(item.id)});
    if (!item.shown.empty()) facts.properties.push_back({"name", Value::string(item.shown)});
    try {
      assembly_.check_node(facts, ExpectedNode::New);
    } catch (const RecordFault& fault) {
      refuse("DoubledId", fault.message);
    }
    assembly_.add_node(std::move(facts));
  }

  NodeId end_point(const std::string& id, std::string_view what) const {
    if (const std::optional<NodeId> node = assembly_.find("", id)) return *node;
    refuse("UnknownNode", "the " + std::string(what) + " is the node '" + id + "', which is not there");
  }

  std::filesystem::path file_;
  GraphAssembly assembly_;
  XmlReader* xml_ = nullptr;
  bool is_for_nodes_ = true;

  std::map<std::pair<std::string, std::string>, Key> keys_;  // by id and domain
  bool has_root_ = false;
  std::vector<Item> items_;  // open ones: a node may hold a graph
  Key* open_key_ = nullptr;
  const Key* data_ = nullptr;  // of the open data element
  bool is_in_label_ = false;
  std::string text_;
};

}  // namespace

Snapshot read_graphml(const std::filesystem::path& file) { return GraphmlReader(file).read(); }

}  // namespace liaison
