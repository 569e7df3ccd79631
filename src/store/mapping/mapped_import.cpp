#include "store/mapping/mapped_import.h"

#include <memory>
#include <utility>
#include <vector>

#include "common/assert.h"
#include "store/load/graph_assembly.h"
#include "store/mapping/record_facts.h"
#include "value/text.h"

namespace liaison {
namespace {

enum class Pass : std::uint8_t { Nodes, Relationships };

class MappedImport {
 public:
  MappedImport(const Mapping& mapping, const MappedImportOptions& options, const std::atomic<bool>& interrupted,
               MappedImportCounts& counts)
      : mapping_(mapping),
        options_(options),
        interrupted_(interrupted),
        counts_(counts),
        assembly_(mapping.vocabulary, mapping.info) {}

  Snapshot run() {
    std::vector<std::vector<std::uint64_t>> bad(mapping_.files.size());
    for (const Pass pass : {Pass::Nodes, Pass::Relationships}) {
      for (std::size_t file = 0; file < mapping_.files.size(); ++file) read_file(mapping_.files[file], pass, bad[file]);
    }
    counts_.differing.insert(assembly_.differing().begin(), assembly_.differing().end());
    return assembly_.finish();
  }

 private:
  /// `bad`: ascending numbers of records that the first pass could not read; the second leaves them alone.
  void read_file(const FileRule& file, Pass pass, std::vector<std::uint64_t>& bad) {
    const std::unique_ptr<RecordReader> reader = reader_of(file);
    const std::unique_ptr<RecordTranslator> translator =
        file.format == FileRule::Format::FollowTheMoney ? entity_translator(file.entities) : rule_translator(file);
    for (const std::string& column : translator->columns()) reader->require_column(column);
    std::size_t next_bad = 0;
    reader->for_each([&] {
      if (interrupted_.load(std::memory_order_relaxed)) {
        throw runtime_error(ErrorCode::Interrupted, "Interrupted", "interrupted");
      }
      if (pass == Pass::Nodes) ++counts_.records;
      if (pass == Pass::Relationships && next_bad < bad.size() && bad[next_bad] == reader->number()) {
        ++next_bad;
        return;
      }
      try {
        take(file, translator->facts_of(reader->record()), pass, *reader);
      } catch (const RecordFault& fault) {
        if (counts_.bad == options_.bad_max) throw reader->error(fault);
        ++counts_.bad;
        if (pass == Pass::Nodes) bad.push_back(reader->number());
        options_.on_left_out({file.file, reader->number(), reader->line(), fault.message});
      }
    });
  }

  std::unique_ptr<RecordReader> reader_of(const FileRule& file) const {
    const std::filesystem::path path = options_.folder / file.file;
    switch (file.format) {
      case FileRule::Format::Csv:
        return csv_records(path, file.separator);
      case FileRule::Format::Json:
        return json_records(path, JsonRecords::Document, file.records);
      case FileRule::Format::JsonLines:
      case FileRule::Format::FollowTheMoney:
        return json_records(path, JsonRecords::Lines, {});
    }
    LIAISON_ASSERT(false && "a format of the enum");
  }

  void take(const FileRule& file, RecordFacts facts, Pass pass, RecordReader& reader) {
    if (facts.skipped) {
      if (pass == Pass::Relationships) return;
      ++counts_.skipped[*facts.skipped];
      options_.on_left_out({file.file, reader.number(), reader.line(), *facts.skipped});
    } else if (pass == Pass::Nodes) {
      for (const RecordFacts::Node& node : facts.nodes) assembly_.check_node(node.facts, node.expected);
      for (RecordFacts::Node& node : facts.nodes) assembly_.add_node(std::move(node.facts));
    } else {
      add_relationships(facts.relationships);
    }
  }

  void add_relationships(const std::vector<RelationshipFacts>& relationships) {
    struct Ends {
      std::vector<NodeId> from, to;
    };
    std::vector<Ends> ends;
    for (const RelationshipFacts& facts : relationships) ends.push_back({nodes_of(facts.from), nodes_of(facts.to)});
    for (std::size_t i = 0; i < relationships.size(); ++i) {
      const RelationshipFacts& facts = relationships[i];
      if (facts.from.names.empty() || facts.to.names.empty()) ++counts_.without_end;
      for (const NodeId from : ends[i].from) {
        for (const NodeId to : ends[i].to) assembly_.add_relationship(from, facts.type, to, facts.properties);
      }
    }
  }

  std::vector<NodeId> nodes_of(const RelationshipFacts::End& end) {
    std::vector<NodeId> nodes;
    for (const GraphAssembly::NodeName& name : end.names) {
      if (const std::optional<NodeId> node = assembly_.find(name.space, name.id)) {
        nodes.push_back(*node);
      } else if (end.unknown == EndRule::Unknown::LeftOut) {
        ++counts_.unknown_ends;
      } else {
        throw RecordFault{"there is no node with the id " + liaison::quoted(name.id) +
                              (name.space.empty() ? std::string() : " in the space " + liaison::quoted(name.space)),
                          "\"unknown\": \"skip\" leaves such relationships out"};
      }
    }
    return nodes;
  }

  const Mapping& mapping_;
  const MappedImportOptions& options_;
  const std::atomic<bool>& interrupted_;
  MappedImportCounts& counts_;
  GraphAssembly assembly_;
};

}  // namespace

Snapshot import_mapped(const Mapping& mapping, const MappedImportOptions& options, const std::atomic<bool>& interrupted,
                       MappedImportCounts& counts) {
  return MappedImport(mapping, options, interrupted, counts).run();
}

}  // namespace liaison
