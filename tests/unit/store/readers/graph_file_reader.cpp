#include <fstream>
#include <iterator>

#include "liaison/error.h"
#include "store/load/foreign_graph.h"
#include "store/load/graph_file.h"
#include "unit/store/readers/file_readers.h"

// The input: a letter for the form, and the file.

namespace liaison {
namespace {

Snapshot read_file(const std::filesystem::path& file) { return read_graph_files({&file, 1}); }

Snapshot read_form(char letter, const std::filesystem::path& file) {
  switch (letter) {
    case 'a':
      return read_apoc_json(file);
    case 'n':
      return read_node_link(file);
    case 'x':
      return read_graphml(file);
    case 'd':  // by what is in it
      switch (json_graph_form(file)) {
        case JsonGraphForm::GraphFile:
          return read_file(file);
        case JsonGraphForm::ApocLines:
          return read_apoc_json(file);
        case JsonGraphForm::NodeLink:
          return read_node_link(file);
      }
      [[fallthrough]];
    default:
      return read_file(file);
  }
}

/// What was read and can be written reads back as it was.
std::string fault_of_writing(const GraphView& view) {
  std::string text;
  try {
    text = graph_file_text(view);
  } catch (const Error& error) {
    if (error.detail == "AgainstVocabulary" || error.detail == "NotSupported") return {};
    throw;
  }
  try {
    if (graph_file_text(*read_file(file_with(text, "written.json"))) == text) return {};
    return "what was written reads back as another graph:\n" + text;
  } catch (const Error& error) {
    return "what was written cannot be read: " + error.message + "\n" + text;
  }
}

std::string read(std::string_view input) {
  if (input.empty()) return {};
  return fault_of([&] {
    const Snapshot graph = read_form(input.front(), file_with(input.substr(1), "graph"));
    return fault_of_graph(graph) + fault_of_writing(*graph);
  });
}

std::vector<std::string> seeds() {
  std::vector<std::string> all{
      R"(g{"graph": {"name": "g", "title": "T"}, "not_modelled": ["x", {"y": 1}],
"vocabulary": {"nodes": {"Giant": {"nouns": ["giant", "giants"], "is": ["Company"], "color": "#EE8866", "shape": "box"},
  "Company": {"dates": ["founded"]}}, "edges": {"invests-in": {"from": ["Giant"], "to": ["Company"], "verbs": ["invests in"],
  "passive": ["funded by"], "symmetric": false, "dates": ["announced"]}}},
"sources": [{"id": "s", "title": "S", "date": "2024-01-01", "url": "https://example.org"}],
"nodes": [{"id": "a", "labels": ["Giant"], "name": "A", "sources": ["s#1", {"source": "s", "at": "p. 2", "said_by": "X"}]},
 {"id": "b", "labels": ["Company"], "name": "B", "aliases": ["Bee", "BB"], "founded": "1999-05"}],
"edges": [{"type": "invests-in", "from": "a", "to": "b", "since": "2023-06", "until": "2024", "amount": 5.5,
 "currency": "USD", "announced": "2023-06-01", "properties": {"x": 5}, "sources": ["s"]}]})",
      R"(g{"nodes": [{"id": "v", "t": {"$date": "2023-06"}, "u": {"$datetime": "2023-06-01T10:00:00+02:00[Europe/Paris]"},
 "w": {"$duration": "P1M2DT3.5S"}, "x": {"$time": "10:00Z"}, "y": {"$localtime": "10:00"}, "f": {"$float": "NaN"},
 "z": {"$localdatetime": "2023-06-01T10:00"}, "l": [1, 2.5, "a", true, null, [1]], "m": -1e300, "big": 9223372036854775807}]})",
      R"(a{"id":"5","type":"relationship","label":"KNOWS","properties":{"since":1993},"start":{"id":"0","labels":["User"]},"end":{"id":"1","labels":["User"]}}
{"type":"node","id":"0","labels":["User","Admin"],"properties":{"age":42,"name":"Adam","kids":["Sam","Anna"],"x":null}}
{"type":"node","id":"1","properties":{"id":"own"}}
)",
      R"(n{"directed": true, "multigraph": true, "graph": {"name": "g"},
"links": [{"source": 1, "target": "1", "key": 0, "type": "OWNS"}, {"source": 1, "target": 1, "weight": 0.5}],
"nodes": [{"id": 1, "name": "One", "labels": ["A"]}, {"id": "1", "group": 3}]})",
      R"(d{"nodes": [{"id": 1}], "edges": [{"source": 1, "target": 1, "key": "k"}]})",
      R"(x<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
<key id="name" for="node" attr.name="name" attr.type="string"><default>yellow</default></key>
<key id="labels" for="node" attr.name="labels" attr.type="string"/>
<key id="kids" for="node" attr.name="kids" attr.type="string" attr.list="string"/>
<key id="d1" for="all" attr.name="n" attr.type="int"/><key id="d2" for="edge" attr.name="w" attr.type="double"/>
<graph id="G" edgedefault="directed">
<edge id="e0" source="n0" target="n1" label="KNOWS"><data key="d1">5</data><data key="d2">0.5</data></edge>
<node id="n0" labels=":User:Admin"><data key="labels">:User:Admin</data><data key="name">A&amp;B</data><data key="kids">["x","y"]</data></node>
<node id="n1"><data key="labels">:User</data></node>
</graph></graphml>)",
      R"(x<graphml><key for="node" id="d6" yfiles.type="nodegraphics"/><key for="edge" id="d9" yfiles.type="edgegraphics"/>
<graph><node id="n0"><data key="d6"><y:ShapeNode><y:NodeLabel a="b">Acme<y:LabelModel/></y:NodeLabel></y:ShapeNode></data></node>
<node id="n1"><graph><node id="n1::n0"/></graph></node>
<edge source="n0" target="n1::n0"><data key="d9"><y:PolyLineEdge><y:EdgeLabel>owns</y:EdgeLabel></y:PolyLineEdge></data></edge>
</graph></graphml>)"};
  std::ifstream sample(LIAISON_SOURCE_DIR "/graphs/genai-2024.json", std::ios::binary);
  all.push_back("g" + std::string(std::istreambuf_iterator<char>(sample), {}));
  return all;
}

constexpr std::array words = std::to_array<std::string_view>({"\"graph\"",
                                                              "\"vocabulary\"",
                                                              "\"sources\"",
                                                              "\"nodes\"",
                                                              "\"edges\"",
                                                              "\"links\"",
                                                              "\"id\"",
                                                              "\"labels\"",
                                                              "\"name\"",
                                                              "\"aliases\"",
                                                              "\"type\"",
                                                              "\"from\"",
                                                              "\"to\"",
                                                              "\"since\"",
                                                              "\"until\"",
                                                              "\"amount\"",
                                                              "\"currency\"",
                                                              "\"properties\"",
                                                              "\"nouns\"",
                                                              "\"verbs\"",
                                                              "\"passive\"",
                                                              "\"symmetric\"",
                                                              "\"is\"",
                                                              "\"dates\"",
                                                              "\"color\"",
                                                              "\"shape\"",
                                                              "\"source\"",
                                                              "\"target\"",
                                                              "\"at\"",
                                                              "\"said_by\"",
                                                              "\"$date\"",
                                                              "\"$time\"",
                                                              "\"$localtime\"",
                                                              "\"$localdatetime\"",
                                                              "\"$datetime\"",
                                                              "\"$duration\"",
                                                              "\"$float\"",
                                                              "\"Infinity\"",
                                                              "\"-Infinity\"",
                                                              "\"NaN\"",
                                                              "\"label\"",
                                                              "\"start\"",
                                                              "\"end\"",
                                                              "\"relationship\"",
                                                              "\"node\"",
                                                              "\"key\"",
                                                              "\\u0000",
                                                              "\\ud800",
                                                              "1e308",
                                                              "-0.0",
                                                              "9223372036854775807",
                                                              "<node id='a'>",
                                                              "</node>",
                                                              "<edge source='a' target='a'>",
                                                              "</edge>",
                                                              "<data key='k'>",
                                                              "</data>",
                                                              "<key id='k' for='all' attr.name='n' attr.type='long'/>",
                                                              "attr.list='string'",
                                                              "<default>",
                                                              "</default>",
                                                              "<graph>",
                                                              "</graph>",
                                                              "<![CDATA[",
                                                              "]]>",
                                                              "&#0;",
                                                              "&amp;",
                                                              "<!DOCTYPE a>",
                                                              "<y:NodeLabel>"});

}  // namespace

const FileReader graph_file_reader{"graph_file", read, seeds, words};

}  // namespace liaison
