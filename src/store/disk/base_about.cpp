#include "store/disk/base_about.h"

#include <string>
#include <utility>
#include <vector>

namespace liaison {
namespace {

constexpr std::uint64_t past_32_bits = std::uint64_t{1} << 32;

void put(const std::vector<std::string>& texts, ByteWriter& out) {
  out.number(texts.size());
  for (const std::string& text : texts) out.text(text);
}

std::vector<std::string> take_texts(ByteReader& in) {
  std::vector<std::string> texts(in.count());
  for (std::string& text : texts) text = in.text();
  return texts;
}

void put(const Vocabulary& vocabulary, ByteWriter& out) {
  out.number(vocabulary.nodes.size());
  for (const NodeKind& kind : vocabulary.nodes) {
    out.text(kind.label);
    put(kind.nouns, out);
    put(kind.implies, out);
    out.text(kind.color);
    out.text(kind.shape);
    put(kind.dates, out);
  }
  out.number(vocabulary.relationships.size());
  for (const RelationshipKind& kind : vocabulary.relationships) {
    out.text(kind.type);
    put(kind.from, out);
    put(kind.to, out);
    put(kind.verbs, out);
    put(kind.passive, out);
    out.byte(kind.symmetric ? 1 : 0);
    out.text(kind.color);
    put(kind.dates, out);
  }
}

Vocabulary take_vocabulary(ByteReader& in) {
  Vocabulary vocabulary;
  vocabulary.nodes.resize(in.count());
  for (NodeKind& kind : vocabulary.nodes) {
    kind.label = in.text();
    kind.nouns = take_texts(in);
    kind.implies = take_texts(in);
    kind.color = in.text();
    kind.shape = in.text();
    kind.dates = take_texts(in);
  }
  vocabulary.relationships.resize(in.count());
  for (RelationshipKind& kind : vocabulary.relationships) {
    kind.type = in.text();
    kind.from = take_texts(in);
    kind.to = take_texts(in);
    kind.verbs = take_texts(in);
    kind.passive = take_texts(in);
    kind.symmetric = in.number_below(2, "flag") != 0;
    kind.color = in.text();
    kind.dates = take_texts(in);
  }
  return vocabulary;
}

void put(const GraphInfo& info, ByteWriter& out) {
  out.number(info.members.size());
  for (const auto& [name, text] : info.members) {
    out.text(name);
    out.text(text);
  }
  out.text(info.not_modelled_json);
  out.number(info.hidden_ids.size());
  for (const auto& [node, id] : info.hidden_ids) {
    out.number(node);
    out.text(id);
  }
}

GraphInfo take_info(ByteReader& in) {
  GraphInfo info;
  for (std::size_t i = in.count(); i > 0; --i) {
    std::string name(in.text());
    info.members.emplace_back(std::move(name), in.text());
  }
  info.not_modelled_json = in.text();
  for (std::size_t i = in.count(); i > 0; --i) {
    const auto node = static_cast<NodeId>(in.number_below(past_32_bits, "node"));
    info.hidden_ids[node] = in.text();
  }
  return info;
}

void put(const std::vector<Citation>& citations, ByteWriter& out) {
  out.number(citations.size());
  for (const Citation& citation : citations) {
    out.number(citation.source);
    out.text(citation.at);
    out.text(citation.said_by);
  }
}

std::vector<Citation> take_citations(ByteReader& in, std::size_t sources) {
  std::vector<Citation> citations(in.count());
  for (Citation& citation : citations) {
    citation.source = static_cast<std::uint32_t>(in.number_below(sources, "source"));
    citation.at = in.text();
    citation.said_by = in.text();
  }
  return citations;
}

void put(const Sources& sources, ByteWriter& out) {
  out.number(sources.all().size());
  for (const Source& source : sources.all()) {
    out.text(source.id);
    out.number(source.members.size());
    for (const auto& [name, value] : source.members) {
      out.text(name);
      out.value(value);
    }
  }
  out.number(sources.cited_nodes().size());
  for (const auto& [node, citations] : sources.cited_nodes()) {
    out.number(node);
    put(citations, out);
  }
  out.number(sources.cited_relationships().size());
  for (const auto& [relationship, citations] : sources.cited_relationships()) {
    out.number(relationship.type);
    out.number(relationship.serial);
    put(citations, out);
  }
}

Sources take_sources(ByteReader& in) {
  Sources sources;
  for (std::size_t i = in.count(); i > 0; --i) {
    Source source;
    source.id = in.text();
    for (std::size_t j = in.count(); j > 0; --j) {
      std::string name(in.text());
      source.members.emplace_back(std::move(name), in.value());
    }
    if (sources.find(source.id)) in.refuse("a source that stands twice");
    sources.add(std::move(source));
  }
  for (std::size_t i = in.count(); i > 0; --i) {
    const auto node = static_cast<NodeId>(in.number_below(past_32_bits, "node"));
    sources.cite(node, take_citations(in, sources.all().size()));
  }
  for (std::size_t i = in.count(); i > 0; --i) {
    RelationshipId relationship;
    relationship.type = static_cast<TypeId>(in.number_below(past_32_bits, "type"));
    relationship.serial = in.number_below(past_32_bits, "serial");
    sources.cite(relationship, take_citations(in, sources.all().size()));
  }
  return sources;
}

}  // namespace

void encode(const BaseAbout& about, ByteWriter& out) {
  put(*about.vocabulary, out);
  put(*about.info, out);
  put(*about.sources, out);
}

BaseAbout decode_about(ByteReader& in) {
  BaseAbout about;
  about.vocabulary = std::make_shared<const Vocabulary>(take_vocabulary(in));
  about.info = std::make_shared<const GraphInfo>(take_info(in));
  about.sources = std::make_shared<const Sources>(take_sources(in));
  if (!in.is_at_end()) in.refuse("bytes behind the last citation");
  return about;
}

}  // namespace liaison
