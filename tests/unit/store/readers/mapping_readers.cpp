#include <atomic>

#include "store/mapping/mapped_import.h"
#include "unit/store/readers/file_readers.h"

// Of one reader the input is a mapping, beside these files; of the other one a letter for the format, a byte for how
// many records may be bad, and the file of records.

namespace liaison {
namespace {

constexpr std::string_view csv_records =
    "id,kind,name,day,price,to\n1,a,One,2020-02-29,\"about $1.4 billion (2019)\",2;3\n2,b,Two,01.03.2021,\"1.234,5\",\n"
    "3,a,\"Th\"\"ree\",Mar 2020,over EUR 5m,1\n";
constexpr std::string_view json_records =
    R"({"items": [{"id": 7, "tags": ["a", "b"], "ok": true, "none": null, "what": {"sum": 5.5}}, {"id": "x", "tags": []}]})";
constexpr std::string_view json_lines = R"({"k": "n", "id": "a"} {"k": "n", "id": "b"}
{"k": "r", "from": ["a"], "to": ["b", "a"], "what": {"sum": "61%"}})";
constexpr std::string_view entities =
    R"({"id": "p", "schema": "Person", "properties": {"name": ["Ann", "Anna"], "alias": ["A."], "country": ["de", "fr"]}}
{"id": "c", "schema": "Company", "properties": {"name": ["Acme"], "incorporationDate": ["1999-05"], "addressEntity": ["p"]}}
{"id": "o", "schema": "Ownership", "properties": {"owner": ["p"], "asset": ["c"], "startDate": ["2010"], "percentage": ["50"]}}
{"id": "y", "schema": "Payment", "properties": {"payer": ["p"], "beneficiary": ["c", "p"], "amountEur": ["10.50"]}}
)";

constexpr std::string_view csv_mapping = R"({"files": [{"file": "records", "separator": ",",
  "skip": [{"when": {"column": "kind", "is": "skip"}, "reason": "r"}],
  "nodes": [{"id": [{"column": "id"}, {"space": "s", "column": "name"}], "expect": "any", "labels": ["A", {"column": "kind"}],
    "properties": {"name": {"column": "name", "trim": true},
      "aliases": {"column": "name", "collect": true, "except": "name"},
      "n": {"column": "price", "type": "number", "decimal": ",", "bad": "absent"},
      "i": {"column": "price", "type": "integer", "bad": "absent"},
      "percent": {"column": "price", "type": "percent", "bad": "absent"},
      "t": {"column": "day", "type": "time", "bad": "absent"},
      "dt": {"column": "day", "type": "datetime", "bad": "absent"},
      "du": {"column": "day", "type": "duration", "bad": "absent"},
      "b": {"column": "kind", "type": "boolean", "bad": "absent"},
      "m": {"column": "price", "type": "money", "bad": "absent",
            "parts": {"currency": "currency", "year": "year", "about": "about", "note": "note"}},
      "f": {"column": "day", "type": "date", "format": ["%d.%m.%Y", "%b %Y", "%Y-%m-%d %H:%M:%S"], "bad": "absent"},
      "d": {"column": "day", "type": "date", "earliest": "1900", "latest": "2100", "bad": "absent"}}}],
  "relationships": [{"type": {"column": "kind"}, "from": "id", "to": {"column": "to", "split": ";", "unknown": "skip"},
    "properties": {"line": {"record": true}, "price": {"column": "price", "type": "money"},
                   "since": {"column": "day", "type": "date", "format": ["%d.%m.%Y", "%Y-%m-%d", "%b %Y"]}}}]}]})";
constexpr std::string_view json_mapping = R"({"files": [{"file": "records", "format": "json", "records": "items",
  "nodes": [{"id": "id", "labels": ["N"], "properties": {"tags": "tags", "ok": "ok", "none": "none",
    "first": {"column": "tags", "take": "first"}, "sum": {"column": "what.sum", "type": "number", "bad": "absent"}}}]}]})";
constexpr std::string_view json_lines_mapping = R"({"files": [{"file": "records", "format": "jsonl",
  "nodes": [{"when": {"column": "k", "is": "n"}, "id": "id", "labels": ["N"]}],
  "relationships": [{"when": {"any": [{"column": "k", "is": "r"}, {"column": "from", "empty": false}]}, "type": "R",
    "from": "from", "to": "to", "properties": {"sum": {"column": "what.sum", "type": "percent"}}}]}]})";
constexpr std::string_view entity_mapping = R"({"files": [{"file": "records", "format": "followthemoney"}]})";
constexpr std::string_view named_entity_mapping = R"({"files": [{"file": "records", "format": "followthemoney",
  "entities": {"as": {"Payment": "relationship", "Person": "node"}, "unknown": "skip", "expect": "any",
               "rename": {"Payment": "PAID", "amountEur": "amount", "addressEntity": "address"}}}]})";

/// The graph that the mapping makes of the files beside it.
std::string fault_of_import(const std::filesystem::path& mapping_file, std::uint64_t bad_max) {
  return fault_of([&] {
    MappedImportOptions options;
    options.folder = mapping_file.parent_path();
    options.bad_max = bad_max;
    const std::atomic<bool> never = false;
    MappedImportCounts counts;
    return fault_of_graph(import_mapped(read_mapping(mapping_file), options, never, counts));
  });
}

std::string read_with_mapping(std::string_view input) {
  for (const auto& [name, content] : {std::pair{"a.csv", csv_records}, std::pair{"a.json", json_records},
                                      std::pair{"a.jsonl", json_lines}, std::pair{"e.json", entities}}) {
    file_with(content, name);
  }
  return fault_of_import(file_with(input, "mapping.json"), 2);
}

std::string named(std::string_view mapping, const std::string& file) {
  std::string text(mapping);
  text.replace(text.find("records"), std::string_view("records").size(), file);
  return text;
}

std::vector<std::string> mapping_seeds() {
  return {named(csv_mapping, "a.csv"), named(json_mapping, "a.json"), named(json_lines_mapping, "a.jsonl"),
          named(entity_mapping, "e.json"), named(named_entity_mapping, "e.json")};
}

std::string_view mapping_of(char letter) {
  switch (letter) {
    case 'j':
      return json_mapping;
    case 'l':
      return json_lines_mapping;
    case 'e':
      return entity_mapping;
    case 'n':
      return named_entity_mapping;
    default:
      return csv_mapping;
  }
}

std::string read_records(std::string_view input) {
  if (input.size() < 2) return {};
  file_with(input.substr(2), "records");
  return fault_of_import(file_with(mapping_of(input[0]), "mapping.json"), static_cast<unsigned char>(input[1]) % 4);
}

std::vector<std::string> record_seeds() {
  const auto input = [](const char* marks, std::string_view records) { return marks + std::string(records); };
  return {input("c0", csv_records), input("c3", csv_records), input("j0", json_records), input("l0", json_lines),
          input("e0", entities),    input("e3", entities),    input("n0", entities)};
}

constexpr std::array mapping_words = std::to_array<std::string_view>({"\"files\"",
                                                                      "\"file\"",
                                                                      "\"format\"",
                                                                      "\"csv\"",
                                                                      "\"json\"",
                                                                      "\"jsonl\"",
                                                                      "\"followthemoney\"",
                                                                      "\"separator\"",
                                                                      "\"records\"",
                                                                      "\"skip\"",
                                                                      "\"nodes\"",
                                                                      "\"relationships\"",
                                                                      "\"entities\"",
                                                                      "\"id\"",
                                                                      "\"space\"",
                                                                      "\"labels\"",
                                                                      "\"properties\"",
                                                                      "\"when\"",
                                                                      "\"expect\"",
                                                                      "\"any\"",
                                                                      "\"known\"",
                                                                      "\"new\"",
                                                                      "\"keep_id\"",
                                                                      "\"type\"",
                                                                      "\"from\"",
                                                                      "\"to\"",
                                                                      "\"unknown\"",
                                                                      "\"error\"",
                                                                      "\"column\"",
                                                                      "\"value\"",
                                                                      "\"record\"",
                                                                      "\"split\"",
                                                                      "\"take\"",
                                                                      "\"first\"",
                                                                      "\"only\"",
                                                                      "\"all\"",
                                                                      "\"trim\"",
                                                                      "\"absent\"",
                                                                      "\"values\"",
                                                                      "\"default\"",
                                                                      "\"decimal\"",
                                                                      "\"earliest\"",
                                                                      "\"latest\"",
                                                                      "\"bad\"",
                                                                      "\"collect\"",
                                                                      "\"except\"",
                                                                      "\"parts\"",
                                                                      "\"currency\"",
                                                                      "\"year\"",
                                                                      "\"about\"",
                                                                      "\"note\"",
                                                                      "\"string\"",
                                                                      "\"integer\"",
                                                                      "\"float\"",
                                                                      "\"number\"",
                                                                      "\"percent\"",
                                                                      "\"money\"",
                                                                      "\"boolean\"",
                                                                      "\"date\"",
                                                                      "\"time\"",
                                                                      "\"localtime\"",
                                                                      "\"localdatetime\"",
                                                                      "\"datetime\"",
                                                                      "\"duration\"",
                                                                      "\"is\"",
                                                                      "\"begins_with\"",
                                                                      "\"ends_with\"",
                                                                      "\"contains\"",
                                                                      "\"empty\"",
                                                                      "\"not\"",
                                                                      "\"rename\"",
                                                                      "\"as\"",
                                                                      "\"node\"",
                                                                      "\"relationship\"",
                                                                      "\"*\"",
                                                                      "%Y",
                                                                      "%m",
                                                                      "%b",
                                                                      "%d",
                                                                      "%H",
                                                                      "%M",
                                                                      "%S",
                                                                      "a.csv",
                                                                      "a.json",
                                                                      "a.jsonl",
                                                                      "e.json",
                                                                      "\"graph\"",
                                                                      "\"vocabulary\"",
                                                                      "\"what.sum\"",
                                                                      "\"kind\"",
                                                                      "\"name\"",
                                                                      "\"day\"",
                                                                      "\"price\""});

constexpr std::array record_words = std::to_array<std::string_view>({"id,kind,name,day,price,to",
                                                                     "$",
                                                                     "EUR ",
                                                                     " million",
                                                                     " billion",
                                                                     "trillion",
                                                                     "bn",
                                                                     "about ",
                                                                     "~",
                                                                     "over ",
                                                                     "up to ",
                                                                     "nearly ",
                                                                     "(2019)",
                                                                     "1-2",
                                                                     "%",
                                                                     "Mar 2020",
                                                                     "\"id\"",
                                                                     "\"schema\"",
                                                                     "\"properties\"",
                                                                     "\"Payment\"",
                                                                     "\"Ownership\"",
                                                                     "\"Person\"",
                                                                     "\"UnknownLink\"",
                                                                     "\"payer\"",
                                                                     "\"beneficiary\"",
                                                                     "\"owner\"",
                                                                     "\"asset\"",
                                                                     "\"startDate\"",
                                                                     "\"endDate\"",
                                                                     "\"amount\"",
                                                                     "\"amountEur\"",
                                                                     "\"currency\"",
                                                                     "\"name\"",
                                                                     "\"alias\"",
                                                                     "\"addressEntity\"",
                                                                     "\"items\"",
                                                                     "\"what\"",
                                                                     "\"sum\"",
                                                                     "\"tags\"",
                                                                     "\"from\"",
                                                                     "\"to\"",
                                                                     "null",
                                                                     "1e308",
                                                                     "9223372036854775807",
                                                                     "0.000000000000000000001",
                                                                     "1.234.567,89",
                                                                     "\\u0000"});

}  // namespace

const FileReader mapping_reader{"mapping", read_with_mapping, mapping_seeds, mapping_words};
const FileReader records_reader{"records", read_records, record_seeds, record_words};

}  // namespace liaison
