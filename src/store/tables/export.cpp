#include "store/tables/export.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <system_error>
#include <utility>

#include "liaison/error.h"
#include "store/tables/column_choice.h"
#include "value/csv_text.h"
#include "value/text.h"

namespace liaison {

namespace {

[[noreturn]] void not_written(const std::filesystem::path& path, const std::string& why) {
  throw runtime_error(ErrorCode::GraphFileError, "NotWritten", "cannot write " + path.string() + ": " + why);
}

/// A folder's name until all that belongs into it is there; removed unless it was renamed.
class UnfinishedFolder {
 public:
  explicit UnfinishedFolder(const std::filesystem::path& folder)
      : folder_(folder.has_filename() ? folder : folder.parent_path()),
        path_(folder_.string() + "." + std::to_string(::getpid()) + ".unfinished") {
    std::error_code failure;
    if (std::filesystem::exists(folder_, failure) && !is_empty_folder()) {
      not_written(folder_, "it is there already, and not an empty folder");
    }
    if (!std::filesystem::create_directories(path_, failure)) not_written(folder_, failure.message());
  }
  ~UnfinishedFolder() {
    if (std::error_code ignored; !is_finished_) std::filesystem::remove_all(path_, ignored);
  }
  UnfinishedFolder(const UnfinishedFolder&) = delete;
  UnfinishedFolder& operator=(const UnfinishedFolder&) = delete;

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  void finish() {
    std::error_code failure;
    std::filesystem::rename(path_, folder_, failure);
    if (failure) not_written(folder_, failure.message());
    is_finished_ = true;
  }

 private:
  [[nodiscard]] bool is_empty_folder() const {
    std::error_code failure;
    return std::filesystem::is_directory(folder_, failure) && std::filesystem::is_empty(folder_, failure) && !failure;
  }

  std::filesystem::path folder_, path_;
  bool is_finished_ = false;
};

/// A name as part of a file's name: letters, digits and what no shell and no option takes for something else.
std::string in_file_name(std::string_view name) {
  constexpr std::size_t bytes_max = 100;
  std::string out;
  for (const char c : name.substr(0, bytes_max)) {
    const bool is_kept = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
    out += is_kept ? c : '_';
  }
  return out;
}

/// One file of the folder, written row by row.
class TableFile {
 public:
  TableFile(std::filesystem::path path, const ExportOptions& options)
      : path_(std::move(path)), options_(options), out_(path_, std::ios::binary | std::ios::trunc) {
    if (!out_) not_written(path_, std::strerror(errno));
  }

  void add_text(std::string_view text) {
    begin_field();
    append_csv_text(text_, text, options_.delimiter);
  }
  /// Readers drop blanks in front of a header's field unless it is quoted.
  void add_header(std::string_view text) {
    begin_field();
    if (text.starts_with(' ') || text.starts_with('\t')) {
      append_quoted_csv_text(text_, text);
    } else {
      append_csv_text(text_, text, options_.delimiter);
    }
  }
  void add_absent() { begin_field(); }
  void add_cell(const Value& value, ColumnType type) {
    begin_field();
    if (!value.is_null()) append_cell(text_, value, type, options_.delimiter, options_.array_delimiter);
  }
  void end_record() {
    text_ += '\n';
    is_first_ = true;
    if (text_.size() > flush_bytes) flush();
  }
  void close() {
    flush();
    out_.close();
    if (!out_) not_written(path_, "the disk took no more");
  }

 private:
  static constexpr std::size_t flush_bytes = std::size_t{1} << 20;

  void begin_field() {
    if (!is_first_) text_ += options_.delimiter;
    is_first_ = false;
  }
  void flush() {
    out_.write(text_.data(), static_cast<std::streamsize>(text_.size()));
    if (!out_) not_written(path_, "the disk took no more");
    text_.clear();
  }

  std::filesystem::path path_;
  const ExportOptions& options_;
  std::ofstream out_;
  std::string text_;
  bool is_first_ = true;
};

/// The columns of a table's properties, in order of their names.
class PropertyColumns {
 public:
  PropertyColumns(const GraphView& view, char array_delimiter) : view_(view), array_delimiter_(array_delimiter) {}

  template <class Entity>
  void take_note(Entity entity) {
    view_.for_each_property(entity, [&](PropertyKey key, const Value& value) {
      const std::string& name = view_.catalog().property_keys.name(key);
      choices_.try_emplace(name, array_delimiter_).first->second.add(value);
    });
  }

  void add_headers(TableFile& file) const {
    for (const auto& [name, choice] : choices_) {
      if (name.empty()) refuse("a property without a name has no column");
      file.add_header(column_field(name, choice.type(), choice.is_list()));
    }
  }

  template <class Entity>
  void add_cells(Entity entity, TableFile& file) const {
    auto column = choices_.begin();
    view_.for_each_property(entity, [&](PropertyKey key, const Value& value) {
      // Both go by name, so that no column is passed twice.
      const std::string& name = view_.catalog().property_keys.name(key);
      for (; column->first != name; ++column) file.add_absent();
      file.add_cell(value, column->second.type());
      ++column;
    });
    for (; column != choices_.end(); ++column) file.add_absent();
  }

  [[noreturn]] static void refuse(const std::string& message, std::string hint = {}) {
    throw runtime_error(ErrorCode::GraphFileError, "NotSupported", message, {}, std::move(hint));
  }

 private:
  const GraphView& view_;
  char array_delimiter_;
  std::map<std::string, ColumnChoice> choices_;
};

class TableExport {
 public:
  TableExport(const GraphView& view, const std::filesystem::path& folder, const ExportOptions& options)
      : view_(view), folder_(folder), options_(options) {}

  std::vector<ExportedFile> write() {
    write_nodes();
    write_relationships();
    return std::move(files_);
  }

 private:
  void write_nodes() {
    // Shapes that show the same labels are one table.
    std::map<std::string, std::vector<NodeId>> nodes_by_labels;
    const Catalog& catalog = view_.catalog();
    std::vector<std::vector<NodeId>*> nodes_by_shape;
    for (ShapeId shape = 0; shape < catalog.shapes.size(); ++shape) {
      nodes_by_shape.push_back(&nodes_by_labels[labels_field(catalog.shapes[shape])]);
    }
    std::vector<NodeId> some;
    for (NodeId from = 0; from < view_.node_limit(); some.clear()) {
      from = view_.scan(from, {}, scan_limit, some);
      for (const NodeId node : some) nodes_by_shape[view_.shape_of(node)]->push_back(node);
    }
    for (const auto& [labels, nodes] : nodes_by_labels) {
      if (!nodes.empty()) write_nodes_of(labels, nodes);
    }
  }

  void write_nodes_of(const std::string& labels, const std::vector<NodeId>& nodes) {
    PropertyColumns columns(view_, options_.array_delimiter);
    for (const NodeId node : nodes) columns.take_note(node);
    TableFile file(new_file(Table::Kind::Nodes, labels, nodes.size()), options_);
    file.add_header(":ID{id-type:long}");
    file.add_header(":LABEL");
    columns.add_headers(file);
    file.end_record();
    for (const NodeId node : nodes) {
      file.add_text(std::to_string(node));
      if (labels.empty()) {
        file.add_absent();
      } else {
        file.add_text(labels);
      }
      columns.add_cells(node, file);
      file.end_record();
    }
    file.close();
  }

  void write_relationships() {
    const Names& types = view_.catalog().types;
    std::map<std::string, TypeId> by_name;
    for (TypeId type = 0; type < types.size(); ++type) by_name.emplace(types.name(type), type);
    for (const auto& [name, type] : by_name) write_relationships_of(name, type);
  }

  void write_relationships_of(const std::string& name, TypeId type) {
    PropertyColumns columns(view_, options_.array_delimiter);
    std::uint64_t count = 0;
    view_.for_each_relationship(type, [&](RelationshipId relationship, EndPoints) {
      columns.take_note(relationship);
      ++count;
    });
    if (count == 0) return;
    TableFile file(new_file(Table::Kind::Relationships, name, count), options_);
    for (const std::string_view role : {":START_ID", ":END_ID", ":TYPE"}) file.add_header(role);
    columns.add_headers(file);
    file.end_record();
    view_.for_each_relationship(type, [&](RelationshipId relationship, EndPoints ends) {
      file.add_text(std::to_string(ends.start));
      file.add_text(std::to_string(ends.end));
      file.add_text(name);
      columns.add_cells(relationship, file);
      file.end_record();
    });
    file.close();
  }

  /// The labels as a field of a column :LABEL.
  [[nodiscard]] std::string labels_field(const Shape& shape) const {
    std::string field;
    for (const LabelId label : shape.labels) {
      const std::string& name = view_.catalog().labels.name(label);
      if (name.empty() || name.find(options_.array_delimiter) != std::string::npos) {
        PropertyColumns::refuse("the label '" + name + "' holds the character that parts labels",
                                "another one can be chosen: --array-delimiter");
      }
      if (!field.empty()) field += options_.array_delimiter;
      field += name;
    }
    return field;
  }

  /// Names that differ in letter case alone are one on some disks.
  std::filesystem::path new_file(Table::Kind kind, const std::string& what, std::uint64_t records) {
    std::string stem = kind == Table::Kind::Nodes ? "nodes" : "relationships";
    if (!what.empty()) stem += "." + in_file_name(what);
    std::string name = stem;
    for (std::size_t i = 2; !names_.insert(lower_case(name)).second; ++i) name = stem + "-" + std::to_string(i);
    name += ".csv";
    files_.push_back({kind, name, records});
    return folder_ / name;
  }

  static constexpr std::uint32_t scan_limit = 1U << 16;

  const GraphView& view_;
  const std::filesystem::path& folder_;
  const ExportOptions& options_;
  std::vector<ExportedFile> files_;
  std::set<std::string> names_;
};

}  // namespace

std::vector<ExportedFile> export_tables(const GraphView& view, const std::filesystem::path& folder,
                                        const ExportOptions& options) {
  UnfinishedFolder unfinished(folder);
  std::vector<ExportedFile> files = TableExport(view, unfinished.path(), options).write();
  unfinished.finish();
  for (ExportedFile& file : files) file.path = folder / file.path;
  return files;
}

}  // namespace liaison
