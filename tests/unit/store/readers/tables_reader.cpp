#include "store/load/csv_reader.h"
#include "store/tables/import.h"
#include "unit/store/readers/file_readers.h"

// The input: a byte for delimiters, a byte for how many records may be bad and for the threads; then the tables, the
// last one of relationships.

namespace liaison {
namespace {

constexpr std::string_view between_tables = "\x1e";
constexpr std::string_view delimiters = ",;\t|";

/// What LOAD CSV reads.
void read_records(const std::filesystem::path& file, char delimiter) {
  CsvReader reader(file, delimiter);
  std::vector<CsvField> fields;
  while (reader.next(fields)) {
  }
}

std::string read(std::string_view input) {
  if (input.size() < 2) return {};
  const auto marks = static_cast<unsigned char>(input[0]), limits = static_cast<unsigned char>(input[1]);
  ImportOptions options;
  options.delimiter = delimiters[marks % 4];
  options.array_delimiter = delimiters[(marks / 4 + 1) % 4];
  options.bad_records_max = limits % 4;
  options.threads = limits % 8 < 4 ? 1 : 2;
  const std::vector<std::string_view> tables = split_input(input.substr(2), between_tables, 4);
  for (std::size_t i = 0; i < tables.size(); ++i) {
    TableFiles table{{}, {file_with(tables[i], "table-" + std::to_string(i) + ".csv")}};
    if (i > 0 && i + 1 == tables.size()) {
      table.names = {"TYPE"};
      options.relationships.push_back(std::move(table));
    } else {
      table.names = {"Label"};
      options.nodes.push_back(std::move(table));
    }
  }
  const std::string fault = fault_of([&] {
    read_records(options.nodes.front().files.front(), options.delimiter);
    return std::string();
  });
  return fault + fault_of([&] { return fault_of_graph(import_tables(options)); });
}

std::vector<std::string> seeds() {
  return {
      "\x04\x30:ID,name,n:long\n1,Acme,5\n2,\"Beta, "
      "Inc.\",\n\x1e:START_ID,:END_ID,:TYPE,since:date\n1,2,OWNS,2019-03\n",
      "\x04\x31id:ID(Company){id-type:long},name:string,founded:date,:LABEL\n1,Acme,1990-05-17,A;B\n2,\"Be\"\"ta\","
      "2004,\n"
      "\x1e:ID(Person),name,:IGNORE\np,Ann,x\n\x1e:START_ID(Company),:END_ID(Person),share:double\n1,p,51.5\n2,p,NaN\n",
      "\x04\x30:ID,a:int,b:short,c:byte,d:float,e:double,f:boolean,g:char,h:time,i:localtime,j:localdatetime,k:"
      "datetime,"
      "l:duration,m:json,n:long[],o:string[],p:date[],q:boolean[]\r\n"
      "1,1,2,3,1.5,Infinity,true,x,10:00Z,10:00,2020-01-01T10:00,2020-01-01T10:00+01:00[Europe/Paris],P1D,"
      "\"[1, {\"\"$date\"\": \"\"2023\"\"}]\",1;2;3,a;b,2020;2021-05,true;false\r\n",
      "\x04\x37:ID\n1\n1\n\n2\n\"x\ny\"\n\x1e:START_ID,:END_ID\n1,1\n9,1\n",
      "\x05\x30\xef\xbb\xbf:ID;x:long[]\n7;1,2\n007;\"\"\n",
      "\x05\x34:ID;x:long[]\n7;1,2\n007;\"\"\n\x1e:START_ID;:END_ID;:TYPE\n7;007;X\n7;7;\n",
  };
}

constexpr std::array words = std::to_array<std::string_view>({between_tables,
                                                              ":ID",
                                                              ":START_ID",
                                                              ":END_ID",
                                                              ":LABEL",
                                                              ":TYPE",
                                                              ":IGNORE",
                                                              "(Company)",
                                                              "{id-type:long}",
                                                              "{id-type:string}",
                                                              ":byte",
                                                              ":short",
                                                              ":int",
                                                              ":long",
                                                              ":float",
                                                              ":double",
                                                              ":boolean",
                                                              ":string",
                                                              ":char",
                                                              ":date",
                                                              ":time",
                                                              ":localtime",
                                                              ":localdatetime",
                                                              ":datetime",
                                                              ":duration",
                                                              ":json",
                                                              "[]",
                                                              "{timezone:+02:00}",
                                                              "\r\n",
                                                              "\"\"",
                                                              "\xef\xbb\xbf",
                                                              "NaN",
                                                              "-Infinity",
                                                              "true",
                                                              "false",
                                                              "2020-02-29",
                                                              "10:00:00.123456789",
                                                              "9223372036854775807",
                                                              "-9223372036854775808",
                                                              "P1Y2M3DT4H5M6.7S",
                                                              "[Europe/Paris]"});

}  // namespace

const FileReader tables_reader{"tables", read, seeds, words};

}  // namespace liaison
