#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <initializer_list>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "liaison/error.h"
#include "store/load/graph_file.h"
#include "store/sources.h"
#include "store/vocabulary.h"

namespace liaison {

/// A folder of its own for each test, gone after it.
class GraphFileTest : public ::testing::Test {
 protected:
  GraphFileTest() {
    std::string pattern = (std::filesystem::temp_directory_path() / "liaison-graph-file-XXXXXX").string();
    folder_ = ::mkdtemp(pattern.data());
  }
  ~GraphFileTest() override { std::filesystem::remove_all(folder_); }

  std::filesystem::path file(std::string_view text, const std::string& name = "a.json") {
    std::filesystem::remove(folder_ / name);  // a new file is not synced to disk as one written over is
    std::ofstream(folder_ / name, std::ios::binary) << text;
    return folder_ / name;
  }

  Snapshot read(std::string_view text) { return read_files({file(text)}); }

  static Snapshot read_files(std::initializer_list<std::filesystem::path> files) {
    const std::vector<std::filesystem::path> list(files);
    return read_graph_files(list);
  }

  /// Reads a graph of these nodes and edges (JSON, without the brackets around).
  Snapshot read_graph(std::string_view nodes, std::string_view edges = "") {
    return read(R"({"nodes": [)" + std::string(nodes) + R"(], "edges": [)" + std::string(edges) + "]}");
  }

  static std::string written(const GraphView& view) {
    std::ostringstream out;
    write_graph_file(view, out);
    return out.str();
  }

  /// The error of reading, as "Detail line:column" (and its message and hint in `said`).
  std::string error_of(std::string_view text) { return error_of_files({file(text)}); }
  std::string error_of_files(std::initializer_list<std::filesystem::path> files) {
    try {
      (void)read_files(files);
      return "none";
    } catch (const Error& error) {
      EXPECT_EQ(error.code, ErrorCode::GraphFileError);
      EXPECT_FALSE(error.file.empty());
      said = error.message + (error.hint.empty() ? "" : " (" + error.hint + ")");
      return error.detail + " " + std::to_string(error.place.line) + ":" + std::to_string(error.place.column);
    }
  }
  std::string error_of_graph(std::string_view nodes, std::string_view edges = "") {
    return error_of(R"({"nodes": [)" + std::string(nodes) + R"(], "edges": [)" + std::string(edges) + "]}");
  }

  static std::optional<NodeId> node_of(const GraphView& view, std::string_view id) {
    const auto key = view.catalog().property_keys.find("id");
    for (NodeId node = 0; key && node < view.node_limit(); ++node) {
      const Value value = view.property(node, *key);
      if (value.kind() == Kind::String && value.as_string() == id) return node;
    }
    return std::nullopt;
  }
  static Value property(const GraphView& view, std::string_view id, std::string_view name) {
    const auto key = view.catalog().property_keys.find(name);
    const auto node = node_of(view, id);
    return key && node ? view.property(*node, *key) : Value();
  }
  /// Of the type's only relationship.
  static RelationshipId only(const GraphView& view, std::string_view type) {
    RelationshipId found;
    std::size_t count = 0;
    view.for_each_relationship(*view.catalog().types.find(type), [&](RelationshipId one, EndPoints) {
      found = one;
      ++count;
    });
    EXPECT_EQ(count, 1u);
    return found;
  }
  static Value property(const GraphView& view, RelationshipId relationship, std::string_view name) {
    const auto key = view.catalog().property_keys.find(name);
    return key ? view.property(relationship, *key) : Value();
  }

  std::filesystem::path folder_;
  std::string said;
};

}  // namespace liaison
