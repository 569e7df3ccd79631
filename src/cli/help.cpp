#include "cli/help.h"

#include <algorithm>
#include <array>

#include "algorithm/procedure.h"
#include "cli/commands.h"
#include "function/reference.h"
#include "liaison/error.h"
#include "output/screen_text.h"
#include "value/nearest.h"
#include "value/text.h"

namespace liaison {
namespace {

struct Topic {
  std::string_view name;
  std::string_view title;
  std::string_view text;
};

// The examples run on the first graph, graphs/genai-2024.json; a test sees to it.
constexpr std::array<Topic, 24> topics{{
    {"match", "find patterns",
     R"help(MATCH finds every place where a pattern fits; WHERE sifts; RETURN shows.

    MATCH (c:Company)-[i:invests-in]->(s:Startup) RETURN c.name, s.name, i.since;
    MATCH p = ('Nvidia')--()--('Azure') RETURN p;
    OPTIONAL MATCH (s:Startup)-[:hosts-model-on]->(p) RETURN s.name, p.name;

OPTIONAL MATCH gives nulls where nothing fits. See also :help patterns, :help entities.
)help"},
    {"patterns", "nodes, relationships, paths",
     R"help(    (n)  (n:Company)  (n:Company:Giant)  (n {country: 'US'})      nodes
    -[r]->  <-[r]-  -[r]-                                         direction, or either
    -[:invests-in|acquires]->                                     types; inner hyphens need no backticks
    -[:invests-in*1..3]->                                         one to three in a row
    p = (a)-[*]->(b)                                              a path with a name

In expressions: EXISTS { (n)-[:acquires]->() }, [(n)-[:acquires]->(m) | m.name].
)help"},
    {"entities", "a node by its name",
     R"help(('Nvidia') is the node whose name or alias is Nvidia, letter case and accents ignored.

    MATCH ('nvidia')-[:invests-in]->(s) RETURN s.name;
    MATCH (c:Company 'Microsoft')-[r]->(other) RETURN type(r), other.name;

An unknown name is an error that names the nearest; several nodes of one name are an error that lists them.
)help"},
    {"return", "show results",
     R"help(    MATCH (c:Company) RETURN c.name AS company, c.country ORDER BY company LIMIT 10;
    MATCH (c:Company)-[:invests-in]->(s) RETURN c.name, count(s) AS startups ORDER BY startups DESC;
    MATCH (:Company)-[:invests-in]->(s) RETURN DISTINCT s.name;

What stands beside an aggregate (count, sum, avg, min, max, collect, …) groups it.
)help"},
    {"with", "go on with part of what was found",
     R"help(WITH ends one part of a query and hands what it names to the next.

    MATCH (c:Company)-[:invests-in]->(s) WITH c, count(s) AS startups WHERE startups > 1 RETURN c.name, startups;
)help"},
    {"where", "conditions",
     R"help(    =  <>  <  <=  >  >=        AND OR XOR NOT         IS NULL  IS NOT NULL
    IN [1, 2]                  STARTS WITH  ENDS WITH  CONTAINS
    n:Company                  (n)-[:acquires]->()    EXISTS { … }

    MATCH (c:Company) WHERE c.name CONTAINS 'AI' AND NOT (c)<-[:acquires]-() RETURN c.name;

What is unknown (null) is neither true nor false; WHERE keeps what is true.
)help"},
    {"order", "sort and cut", R"help(    MATCH (c:Company) RETURN c.name ORDER BY c.name DESC SKIP 5 LIMIT 5;
)help"},
    {"unwind", "a list as rows",
     R"help(    UNWIND ['Nvidia', 'Microsoft'] AS name MATCH (c:Company {name: name}) RETURN c.country;
)help"},
    {"union", "one result after another",
     R"help(    MATCH (s:Startup) RETURN s.name AS name UNION MATCH (p:Platform) RETURN p.name AS name;

UNION drops doubled rows, UNION ALL keeps them.
)help"},
    {"create", "new nodes and relationships",
     R"help(    CREATE (:Company {name: 'Acme'});
    MATCH (a:Company {name: 'Acme'}), ('Azure') CREATE (a)-[:hosts-model-on {since: date('2024-05')}]->('Azure');

:save FILE writes the graph, with what is new, to a file; a store keeps it at once.
)help"},
    {"merge", "find or create", R"help(    MERGE (c:Company {name: 'Acme'}) ON CREATE SET c.country = 'FR' RETURN c;
)help"},
    {"set", "change properties and labels",
     R"help(    MATCH (c:Company {name: 'Acme'}) SET c.country = 'DE', c:Startup;
    MATCH (c:Company {name: 'Acme'}) REMOVE c.country, c:Startup;
)help"},
    {"delete", "remove nodes and relationships",
     R"help(    MATCH (:Company {name: 'Acme'})-[r]->() DELETE r;
    MATCH (c:Company {name: 'Acme'}) DETACH DELETE c;

DETACH removes a node's relationships with it.
)help"},
    {"foreach", "write for each item of a list",
     R"help(    MATCH (c:Company) WITH collect(c) AS list FOREACH (c IN list | SET c.seen = true);
)help"},
    {"call", "procedures, and a query for each row",
     R"help(    CALL graph.components([]) YIELD node, component RETURN component, count(node);
    MATCH (g:Giant) CALL (g) { MATCH (g)-->(c) RETURN count(c) AS n } RETURN g.name, n;

:help procedures lists them. A query in braces sees the variables that stand before it in parentheses.
)help"},
    {"load", "rows of a file of comma-separated values",
     R"help(    LOAD CSV WITH HEADERS FROM 'deals.csv' AS row RETURN row.company, toInteger(row.amount);
    LOAD CSV FROM 'deals.csv' AS fields FIELDTERMINATOR ';' RETURN fields[0];

Files below the working folder are read, or below what --load-folder names.
)help"},
    {"explain", "how a query is run", R"help(    EXPLAIN MATCH ('Nvidia')-[:invests-in]->(s) RETURN s.name;
    PROFILE MATCH ('Nvidia')-[:invests-in]->(s) RETURN s.name;

PROFILE runs it, and shows how many rows each step gave and how long it took.
)help"},
    {"dates", "days, months, years",
     R"help(    date('2024-05-17'), date('2024-05'), date('2024'); d.year, d.month, d.day; dates compare and sort.

    MATCH (a)-[i:invests-in]->(s) WHERE i.since >= date('2023-01-01') RETURN a.name, s.name, i.since;

A date known to the month counts from its first day and is shown as 2024-05. There are also localtime('12:31'),
time('12:31+01:00'), localdatetime('2024-05-17T12:31'), datetime('2024-05-17T12:31[Europe/Stockholm]') and
duration('P1M10DT2H'); durations are added to dates and times.
)help"},
    {"parameters", "values from outside",
     R"help(    :param since = date('2023-01-01')
    MATCH ()-[i:invests-in]->(s) WHERE i.since > $since RETURN s.name;

On the command line: --param since="date('2023-01-01')". :params lists them.
)help"},
    {"formats", "how results are shown",
     R"help(    table      lines and columns, for people (on a terminal)
    csv, tsv   exact, for spreadsheets and other programs (not on a terminal)
    json       an array of objects a statement
    jsonl      an object a statement, on one line
    typed      the same with each value's type
    markdown   for documents
    dot        a picture, for Graphviz: liaison g.json --format dot -c "MATCH p = ()--() RETURN p" | dot -Tsvg

:format F changes it here; :export FILE writes the last result, by FILE's ending.
)help"},
    {"files", "graphs in files",
     R"help(    :open GRAPH.json    read it        :save [FILE]    write the graph
    :run FILE           run statements :export FILE    write the last result

Nothing is written to a graph file but by :save.

    :open X.liaison     open a store, made if absent: it keeps each change as it is made
    :backup Y.liaison   copy the graph as a store of its own
    :checkpoint         bring the store's log into its base file (it happens by itself now and then)

On the command line, liaison import makes graphs of tables, and liaison export writes them.
)help"},
    {"keys", "editing",
     R"help(    Tab          complete a keyword, label, type, property or name; again: what there is
    Up, Down     what was typed before; Ctrl-R searches it
    Ctrl-C       drops the line, or stops the running query
    Ctrl-D       leaves (on an empty line)
    Ctrl-A, Ctrl-E, Ctrl-W, Ctrl-K, Ctrl-U, Ctrl-L     begin, end, cut a word, the rest, the line; clear the screen

A statement may take many lines; it ends with ;.
)help"},
    {"functions", "the functions", ""},
    {"procedures", "what CALL runs", ""},
}};

std::string padded(std::string text, std::size_t width) {
  const std::size_t taken = screen_width(text);
  text.append(width > taken ? width - taken : 1, ' ');
  return text;
}

std::string overview() {
  std::string out = "Statements end with ; and may take many lines. Commands take one:\n\n";
  for (const Command& command : commands()) {
    const std::string call = ":" + std::string(command.name) + " " + std::string(command.arguments);
    out += "    " + padded(call, 24) + std::string(command.help) + "\n";
  }
  out += "\nTopics of :help\n\n";
  for (const Topic& topic : topics)
    out += "    " + padded(std::string(topic.name), 24) + std::string(topic.title) + "\n";
  return out;
}

std::string function_help(const FunctionEntry& function) {
  return function.signature + (function.is_aggregate ? ", of many rows" : "") + "\n    " + std::string(function.help) +
         "\n\n    " + std::string(function.example) + "\n";
}

std::string procedure_help(const Procedure& procedure) {
  return signature(procedure) + "\n    " + procedure.help + "\n\n    " + procedure.example + "\n";
}

std::string function_list() {
  std::string of_one_row, of_many_rows;
  for (const FunctionEntry& function : function_reference()) {
    (function.is_aggregate ? of_many_rows : of_one_row) += "    " + function.signature + "\n";
  }
  return of_one_row + "\nOf many rows:\n\n" + of_many_rows + "\n:help NAME says more of one.\n";
}

std::string procedure_list(const Procedures& procedures) {
  std::string out;
  for (const auto& procedure : procedures.all()) out += procedure_help(*procedure) + "\n";
  return out;
}

}  // namespace

std::string help_text(std::string_view asked, const Procedures& procedures) {
  if (asked.empty()) return overview();
  std::string topic = lower_case(asked);
  if (topic.starts_with(':')) topic.erase(0, 1);
  if (topic == "functions") return function_list();
  if (topic == "procedures") return procedure_list(procedures);
  for (const Command& command : commands()) {
    if (command.name == topic) {
      return ":" + topic + " " + std::string(command.arguments) + "\n    " + std::string(command.help) + "\n";
    }
  }
  // "ORDER BY" and "DETACH DELETE" are looked for by one of their words.
  for (const std::string& word : {topic, topic.substr(0, topic.find(' ')), topic.substr(topic.rfind(' ') + 1)}) {
    const auto found = std::ranges::find(topics, word, &Topic::name);
    if (found != topics.end()) return std::string(found->text);
  }
  if (topic == "remove") return help_text("set", procedures);
  if (topic == "limit" || topic == "skip") return help_text("order", procedures);
  if (topic == "optional") return help_text("match", procedures);
  if (const FunctionEntry* function = find_in_function_reference(topic)) return function_help(*function);
  if (const auto procedure = procedures.find(topic)) return procedure_help(*procedure);

  const std::vector<std::string> names = help_topics(procedures);
  const std::vector<std::string_view> candidates(names.begin(), names.end());
  const auto meant = nearest(topic, candidates);
  throw runtime_error(ErrorCode::UsageError, "UnknownTopic", "there is no help on '" + std::string(asked) + "'", {},
                      meant ? "did you mean :help " + *meant + "?" : ":help lists the topics");
}

std::vector<std::string> help_topics(const Procedures& procedures) {
  std::vector<std::string> names;
  for (const Topic& topic : topics) names.emplace_back(topic.name);
  for (const Command& command : commands()) names.emplace_back(command.name);
  for (const FunctionEntry& function : function_reference()) names.emplace_back(function.name);
  for (const auto& procedure : procedures.all()) names.push_back(procedure->name);
  std::ranges::sort(names);
  names.erase(std::ranges::unique(names).begin(), names.end());
  return names;
}

}  // namespace liaison
