#include "parse/parse.h"

#include <gtest/gtest.h>

#include <cctype>
#include <string>
#include <thread>
#include <vector>

#include "CypherLexer.h"
#include "liaison/error.h"
#include "query/ast_text.h"

namespace liaison {
namespace {

std::string text_of(std::string_view query) { return ast::to_text(parse(query)); }

/// The text of one expression.
std::string expression(const std::string& text) { return text_of("RETURN " + text).substr(7); }

std::string fault(std::string_view query) {
  try {
    return "none: " + text_of(query);
  } catch (const Error& error) {
    EXPECT_EQ(error.code, ErrorCode::SyntaxError);
    EXPECT_EQ(error.phase, Phase::CompileTime);
    return error.detail;
  }
}

const ast::Projection& projection(const ast::Statement& statement) {
  return std::get<ast::Return>(statement.query.parts.front().clauses.back().node).projection;
}

// Whatever word of the grammar is a name in backticks, the tree's text reads back as the same tree.
TEST(Parse, KeywordsAsNamesSurviveBeingWritten) {
  CypherLexer lexer(nullptr);
  const antlr4::dfa::Vocabulary& vocabulary = lexer.getVocabulary();
  for (std::size_t type = 0; type <= vocabulary.getMaxTokenType(); ++type) {
    std::string word(vocabulary.getSymbolicName(type));
    if (word.ends_with('_')) word.pop_back();
    if (word.empty() || word.find('_') != std::string::npos) continue;
    for (char& c : word) c = static_cast<char>(std::tolower(c));
    std::string text =
        "MATCH `p` = (`w`:`w` {`w`: $`w`})-[:`w`]->(`w`) WHERE `w`.`w` = `w`[`w`] AND [`w` IN `w` WHERE `w` | `w`] = "
        "-`w` "
        "WITH `w` {.`w`, `w`, `w`: `w`} AS `w`, `w`(1) AS a, `w`.`w`(1) AS b, CASE `w` WHEN `w` THEN `w` ELSE `w` END "
        "AS c "
        "ORDER BY `w` UNWIND `w` AS `w` SET `w`.`w` = `w`, `w` += `w` RETURN NOT `w` AS `w`, reduce(`w` = `w`, x IN "
        "`w` | `w`) AS d";
    for (std::size_t at = 0; (at = text.find("`w`", at)) != std::string::npos; at += word.size() + 2) {
      text.replace(at, 3, "`" + word + "`");
    }
    const std::string written = text_of(text);
    EXPECT_EQ(text_of(written), written) << word;
  }
}

TEST(Parse, OperatorsBindAsOpenCypherHasIt) {
  EXPECT_EQ(expression("1 + 2 * 3 - 4 ^ 5"), "(1 + (2 * 3) - (4 ^ 5))");
  EXPECT_EQ(expression("a OR b XOR c AND NOT d = e"), "(a OR (b XOR (c AND (NOT (d = e)))))");
  EXPECT_EQ(expression("-3 ^ 2"), "(-3 ^ 2)");
  EXPECT_EQ(expression("-a ^ 2"), "((- a) ^ 2)");
  EXPECT_EQ(expression("[1] + [2] IN [3] + [4]"), "(([1] + [2]) IN ([3] + [4]))");
  EXPECT_EQ(expression("false = true IN [true]"), "(false = (true IN [true]))");
  EXPECT_EQ(expression("NOT a IS NULL"), "(NOT (a IS NULL))");
  EXPECT_EQ(expression("a IN b IS NOT NULL"), "((a IN b) IS NOT NULL)");
  EXPECT_EQ(expression("a = b IS NULL"), "(a = (b IS NULL))");
  EXPECT_EQ(expression("a = b IS TYPED bool not null|list<int>"), "(a = (b IS :: BOOLEAN NOT NULL | LIST<INTEGER>))");
  EXPECT_EQ(expression("[x IN l WHERE x IS NOT :: INT | x]"), "[x IN l WHERE (x IS NOT :: INTEGER) | x]");
  EXPECT_EQ(expression("a STARTS WITH b + c"), "(a STARTS WITH (b + c))");
  EXPECT_EQ(expression("a.b[0][1..].c"), "a.b[0][1..].c");
  EXPECT_EQ(expression("-n.x + 1"), "((- n.x) + 1)");
}

TEST(Parse, ChainsOfOneLevelAreFlatAndParenthesesEndThem) {
  EXPECT_EQ(expression("1 - 2 + 3 - 4"), "(1 - 2 + 3 - 4)");
  EXPECT_EQ(expression("1 - (2 + 3) - 4"), "(1 - (2 + 3) - 4)");
  EXPECT_EQ(expression("(1 - 2) + 3"), "((1 - 2) + 3)");
  EXPECT_EQ(expression("a < b <= c <> d"), "(a < b <= c <> d)");
  EXPECT_EQ(expression("(a < b) < c"), "((a < b) < c)");
  EXPECT_EQ(expression("a < (b < c)"), "(a < (b < c))");
  EXPECT_EQ(expression("a AND b AND c OR d OR e"), "((a AND b AND c) OR d OR e)");
  EXPECT_EQ(expression("2 ^ 3 ^ 4"), "(2 ^ 3 ^ 4)");
}

TEST(Parse, TheSignBelongsToTheNumber) {
  EXPECT_EQ(expression("-9223372036854775808"), "-9223372036854775808");
  EXPECT_EQ(expression("-0x8000000000000000"), "-9223372036854775808");
  EXPECT_EQ(expression("- 1.5"), "-1.5");
  EXPECT_EQ(expression("1<-1"), "(1 < -1)");
  EXPECT_EQ(fault("RETURN 9223372036854775808"), "IntegerOverflow");
  EXPECT_EQ(fault("RETURN -9223372036854775809"), "IntegerOverflow");
  EXPECT_EQ(fault("RETURN -(9223372036854775808)"), "IntegerOverflow");
}

TEST(Parse, NumbersOfEveryForm) {
  EXPECT_EQ(expression("0x1F, 0o17, 0XfF, 007"), "31, 15, 255, 7");
  EXPECT_EQ(expression(".5, 1e3, 1.5E-3, 1e-400, 2.0"), "0.5, 1000.0, 0.0015, 0.0, 2.0");
  EXPECT_EQ(fault("RETURN 1e309"), "FloatingPointOverflow");
  EXPECT_EQ(fault("RETURN 0x1A2b3j4D5E6f7"), "InvalidNumberLiteral");
  EXPECT_EQ(fault("RETURN 0x"), "InvalidNumberLiteral");
  EXPECT_EQ(fault("RETURN 0o8"), "InvalidNumberLiteral");
  EXPECT_EQ(fault("RETURN 12abc"), "InvalidNumberLiteral");
  EXPECT_EQ(fault("RETURN 1.5.6"), "UnexpectedSyntax");
}

TEST(Parse, StringsKnowTheirEscapes) {
  const ast::Statement statement = parse(R"(RETURN 'a\'\"\\\n\t\b\f\r\u00e9\U0001F600\uD83D\uDE00' AS s, "it's", '')");
  const auto value = [&](std::size_t i) {
    return std::string(std::get<ast::Literal>(projection(statement).items[i].expression.node).value.as_string());
  };
  EXPECT_EQ(value(0), "a'\"\\\n\t\b\f\r\u00e9\U0001F600\U0001F600");
  EXPECT_EQ(value(1), "it's");
  EXPECT_EQ(value(2), "");
  EXPECT_EQ(fault(R"(RETURN '\uH')"), "InvalidUnicodeLiteral");
  EXPECT_EQ(fault(R"(RETURN '\u12')"), "InvalidUnicodeLiteral");
  EXPECT_EQ(fault(R"(RETURN '\uD800')"), "InvalidUnicodeLiteral");
  EXPECT_EQ(fault(R"(RETURN '\U00110000')"), "InvalidUnicodeLiteral");
  EXPECT_EQ(fault(R"(RETURN '\q')"), "UnexpectedSyntax");
}

TEST(Parse, TextThatIsNotUtf8IsRefused) {
  EXPECT_EQ(fault("RETURN '\xFF'"), "InvalidUnicodeCharacter");
  EXPECT_EQ(fault("RETURN 42 \u2014 41"), "InvalidUnicodeCharacter");
}

TEST(Parse, ColumnsAreNamedByTheTextAsWritten) {
  const ast::Statement statement = parse("RETURN  cOuNt( * ),\n (a.x)+ 'é'  AS b , ( 1 )");
  EXPECT_EQ(projection(statement).items[0].text, "cOuNt( * )");
  EXPECT_EQ(projection(statement).items[1].text, "(a.x)+ 'é'");
  EXPECT_EQ(projection(statement).items[1].alias->text, "b");
  EXPECT_EQ(projection(statement).items[2].text, "( 1 )");
}

TEST(Parse, SpansPointIntoTheText) {
  const std::string text = "\xEF\xBB\xBFMATCH ('é')-[r]->(b) RETURN é.x + 1 AS y";
  const ast::Statement statement = parse(text);
  const auto written = [&](ast::Span span) { return text.substr(span.begin, span.end - span.begin); };
  EXPECT_EQ(statement.text, text);
  const auto& clauses = statement.query.parts[0].clauses;
  EXPECT_EQ(written(clauses[0].span), "MATCH ('é')-[r]->(b)");
  const auto& path = std::get<ast::Match>(clauses[0].node).pattern.paths[0];
  EXPECT_EQ(written(path.nodes[0].span), "('é')");
  EXPECT_EQ(written(path.nodes[0].entity->span), "'é'");
  EXPECT_EQ(written(path.relationships[0].span), "-[r]->");
  const ast::ProjectionItem& item = projection(statement).items[0];
  EXPECT_EQ(written(item.expression.span), "é.x + 1");
  EXPECT_EQ(written(std::get<ast::ArithmeticChain>(item.expression.node).operands[0].span), "é.x");
  EXPECT_EQ(written(item.alias->span), "y");
}

TEST(Parse, PatternsOfEveryForm) {
  EXPECT_EQ(text_of("MATCH (a)--(b)-->(c)<--(d)<-->(e) RETURN a"), "MATCH (a)--(b)-->(c)<--(d)<-->(e) RETURN a");
  EXPECT_EQ(text_of("MATCH p = (:A:B {x: 1})<-[r:S|T*1..3 {y: 2}]-(n $p) RETURN p"),
            "MATCH p = (:A:B {x: 1})<-[r:S|T*1..3 {y: 2}]-(n $p) RETURN p");
  EXPECT_EQ(text_of("MATCH ()-[*]-()-[*2]-()-[*..3]-()-[*1..]-()-[*..]-() RETURN 1"),
            "MATCH ()-[*]-()-[*2]-()-[*..3]-()-[*1..]-()-[*]-() RETURN 1");
  EXPECT_EQ(text_of("MATCH (a:!A&(B|C)|%)-[:$(x)]-({x: 1}) RETURN a"),
            "MATCH (a:(!A&(B|C))|%)-[:$(x)]-({x: 1}) RETURN a");
  EXPECT_EQ(text_of("MATCH (a IS A WHERE a.x > 1)-[r IS T WHERE r.y]->{2}()-->+() RETURN a"),
            "MATCH (a:A WHERE (a.x > 1))-[r:T WHERE r.y]->{2,2}()-->{1,}() RETURN a");
  EXPECT_EQ(text_of("MATCH shortestPath((a)-[*]->(b)), ALL SHORTEST (c)-->(d) RETURN 1"),
            "MATCH shortestPath((a)-[*]->(b)), ALL SHORTEST (c)-->(d) RETURN 1");
  EXPECT_EQ(text_of("MATCH ((a)-->(b)) RETURN 1"), "MATCH (a)-->(b) RETURN 1");
  EXPECT_EQ(text_of("MATCH (a)-[:A|:B]->() RETURN 1"), "MATCH (a)-[:A|:B]->() RETURN 1");
  EXPECT_EQ(fault("MATCH (a) (b) RETURN 1"), "UnexpectedSyntax");
  EXPECT_EQ(fault("MATCH (a)-[:LIKES..]->(b) RETURN 1"), "InvalidRelationshipPattern");
  EXPECT_EQ(fault("MATCH (a)-[*1.5]->(b) RETURN 1"), "UnexpectedSyntax");
  EXPECT_EQ(fault("MATCH (a)-[*99999999999999999999]->(b) RETURN 1"), "IntegerOverflow");
}

TEST(Parse, PartsStandBetweenNodes) {
  EXPECT_EQ(text_of("MATCH (a) ((x)-->(y) WHERE x.n < y.n){1,3} (b) RETURN a"),
            "MATCH (a)((x)-->(y) WHERE (x.n < y.n)){1,3}(b) RETURN a");
  EXPECT_EQ(text_of("MATCH SHORTEST 2 GROUPS ((a)-->+(b) WHERE a.x) RETURN a"),
            "MATCH SHORTEST 2 GROUPS ((a)-->{1,}(b) WHERE a.x) RETURN a");
  EXPECT_EQ(text_of("MATCH ((x)-->()){2} RETURN shortestPath((a)-[*]->(b))"),
            "MATCH ()((x)-->()){2,2}() RETURN shortestPath((a)-[*]->(b))");
}

TEST(Parse, EntityLiteralsStandInPatterns) {
  EXPECT_EQ(text_of("MATCH ('Nvidia')-[:invests-in]->(n:Company 'cohere') RETURN n"),
            "MATCH ('Nvidia')-[:`invests-in`]->(n:Company 'cohere') RETURN n");
  EXPECT_EQ(text_of("RETURN EXISTS { ('a')--('b') }, [('a')--(b) | b.x]"),
            "RETURN EXISTS { MATCH ('a')--('b') }, [('a')--(b) | b.x]");
}

TEST(Parse, AnEntityLiteralInAnExpressionNeedsWhatArithmeticCannotHold) {
  EXPECT_EQ(expression("('x')<--(n)"), "('x' < (- (- n)))");
  EXPECT_EQ(expression("('a')-(x)"), "('a' - x)");
  EXPECT_EQ(expression("('a')--(x)"), "('a' - (- x))");
  EXPECT_EQ(expression("('a')-[x]-(y)"), "('a' - [x] - y)");
  EXPECT_EQ(expression("('a')-[:T]-(x)"), "('a')-[:T]-(x)");
  EXPECT_EQ(expression("('a')--('b')"), "('a')--('b')");
  EXPECT_EQ(expression("('a')--(x)<--(y)"), "('a')--(x)<--(y)");
  EXPECT_EQ(expression("('a')-->(x)"), "('a')-->(x)");
}

TEST(Parse, PatternsAreToldFromArithmetic) {
  EXPECT_EQ(expression("(a)-[b]-(c)"), "(a)-[b]-(c)");
  EXPECT_EQ(expression("(a)-(b)"), "(a - b)");
  EXPECT_EQ(expression("(a)--(b)"), "(a)--(b)");
  EXPECT_EQ(expression("(a + 1)--(b)"), "((a + 1) - (- b))");
  EXPECT_EQ(expression("(a)-[1]-(b)"), "(a - [1] - b)");
  EXPECT_EQ(expression("(a.x)-[b]-(c)"), "(a.x - [b] - c)");
  EXPECT_EQ(expression("(a IS NULL)--(b)"), "((a IS NULL) - (- b))");
  EXPECT_EQ(expression("count(a)--(b)"), "(count(a) - (- b))");
  EXPECT_EQ(expression("NOT (a)-->() AND exists((a)--())"), "((NOT (a)-->()) AND exists((a)--()))");
  EXPECT_EQ(expression("(a)-[:T]->{1,2}(b)"), "(a)-[:T]->{1,2}(b)");
}

TEST(Parse, ListsAndComprehensionsBeginAlike) {
  EXPECT_EQ(expression("[x IN xs]"), "[x IN xs]");
  EXPECT_TRUE(
      std::holds_alternative<ast::ListComprehension>(projection(parse("RETURN [x IN xs]")).items[0].expression.node));
  EXPECT_EQ(expression("[x IN xs WHERE x > 1 | x + 1]"), "[x IN xs WHERE (x > 1) | (x + 1)]");
  EXPECT_EQ(expression("[x IN a OR b | x]"), "[x IN (a OR b) | x]");
  EXPECT_EQ(expression("[x IN xs, y]"), "[(x IN xs), y]");
  EXPECT_EQ(expression("[(x IN xs)]"), "[(x IN xs)]");
  EXPECT_EQ(expression("[1 IN xs]"), "[(1 IN xs)]");
  EXPECT_EQ(expression("[x IN xs WHERE x:A | x.name]"), "[x IN xs WHERE (x:A) | x.name]");
  EXPECT_EQ(expression("[p = (a)-->(b) WHERE b.x | p]"), "[p = (a)-->(b) WHERE b.x | p]");
  EXPECT_EQ(expression("[(a)-->(b)]"), "[(a)-->(b)]");
  EXPECT_EQ(fault("RETURN [1, 2 | 3]"), "UnexpectedSyntax");
  EXPECT_EQ(fault("RETURN [x IN xs, y | 3]"), "UnexpectedSyntax");
}

TEST(Parse, QuantifiersAndReductionsAreToldFromCalls) {
  EXPECT_EQ(expression("ALL(x IN xs WHERE x)"), "all(x IN xs WHERE x)");
  EXPECT_EQ(expression("none(x IN a AND b WHERE x OR y)"), "none(x IN (a AND b) WHERE (x OR y))");
  EXPECT_EQ(expression("single(x IN xs)"), "single(x IN xs)");
  EXPECT_EQ(expression("reduce(s = a = b, x IN xs | s + x)"), "reduce(s = (a = b), x IN xs | (s + x))");
  EXPECT_EQ(expression("count(DISTINCT n), COUNT(*), date.truncate('year', d)"),
            "count(DISTINCT n), COUNT(*), date.truncate('year', d)");
  EXPECT_EQ(fault("RETURN size(x IN xs WHERE x)"), "UnexpectedSyntax");
  EXPECT_EQ(fault("RETURN reduce(s, x IN xs | s)"), "UnexpectedSyntax");
}

TEST(Parse, SubqueriesOfEveryKind) {
  EXPECT_EQ(expression("EXISTS { (a)-->(b) WHERE a.x }"), "EXISTS { MATCH (a)-->(b) WHERE a.x }");
  EXPECT_EQ(expression("COUNT { MATCH (a) RETURN a UNION MATCH (b) RETURN b }"),
            "COUNT { MATCH (a) RETURN a UNION MATCH (b) RETURN b }");
  EXPECT_EQ(expression("COLLECT { MATCH (a) RETURN a.x }"), "COLLECT { MATCH (a) RETURN a.x }");
  EXPECT_EQ(expression("count {.x}, n {.a, .*, k: 1, m}, exists(n.x)"), "count {.x}, n {.a, .*, k: 1, m}, exists(n.x)");
}

TEST(Parse, CaseOfBothForms) {
  EXPECT_EQ(expression("CASE n.x WHEN 1 THEN 'a' WHEN 2 THEN 'b' ELSE 'c' END"),
            "CASE n.x WHEN 1 THEN 'a' WHEN 2 THEN 'b' ELSE 'c' END");
  EXPECT_EQ(expression("CASE WHEN a THEN end END"), "CASE WHEN a THEN end END");
}

TEST(Parse, ReadingClauses) {
  EXPECT_EQ(
      text_of("optional match (a), (b) where a.x with distinct *, a as c order by c desc, a ASCENDING skip 1 limit 2 "
              "where c unwind [1] as x return *, x"),
      "OPTIONAL MATCH (a), (b) WHERE a.x WITH DISTINCT *, a AS c ORDER BY c DESC, a SKIP 1 LIMIT 2 WHERE c "
      "UNWIND [1] AS x RETURN *, x");
  EXPECT_EQ(text_of("RETURN 1 AS a UNION ALL RETURN 2 AS a UNION RETURN 3 AS a"),
            "RETURN 1 AS a UNION ALL RETURN 2 AS a UNION RETURN 3 AS a");
}

TEST(Parse, WritingClauses) {
  EXPECT_EQ(text_of("CREATE (a)-[:T]->(b), (c) SET a.x = 1, a += {y: 2}, b = c, c:D:e-f, (a).z = 3, a['w'] = 4"),
            "CREATE (a)-[:T]->(b), (c) SET a.x = 1, a += {y: 2}, b = c, c:D:`e-f`, a.z = 3, a['w'] = 4");
  EXPECT_EQ(text_of("MATCH (n) REMOVE n.x, n:A:B DETACH DELETE n, m.list[0]"),
            "MATCH (n) REMOVE n.x, n:A:B DETACH DELETE n, m.list[0]");
  EXPECT_EQ(text_of("MERGE (a) ON MATCH SET a.x = 1 ON CREATE SET a.y = 2, a.z = 3"),
            "MERGE (a) ON CREATE SET a.y = 2, a.z = 3 ON MATCH SET a.x = 1");
  EXPECT_EQ(text_of("MATCH (n) DELETE n:Person"), "MATCH (n) DELETE (n:Person)");
  EXPECT_EQ(fault("MATCH (n) SET n.x += 1"), "UnexpectedSyntax");
  EXPECT_EQ(fault("MATCH (n) SET n.x:A"), "UnexpectedSyntax");
}

TEST(Parse, Procedures) {
  EXPECT_EQ(text_of("CALL graph.components(['a'], 1) YIELD node, component AS c WHERE c > 1 RETURN c"),
            "CALL graph.components(['a'], 1) YIELD node, component AS c WHERE (c > 1) RETURN c");
  const auto call = [](std::string_view text) {
    ast::Statement statement = parse(text);
    return std::get<ast::CallProcedure>(std::move(statement.query.parts[0].clauses[0].node));
  };
  EXPECT_FALSE(call("CALL a.b").arguments);
  EXPECT_TRUE(call("CALL a.b()").arguments);
  EXPECT_TRUE(call("CALL a.b() YIELD *").yield_star);
}

TEST(Parse, TimeOfKnowledge) {
  EXPECT_EQ(text_of("MATCH (a) AS OF date('2023-12-31') INCLUDING UNDATED KNOWN BY $d WHERE a.x RETURN a"),
            "MATCH (a) AS OF date('2023-12-31') INCLUDING UNDATED KNOWN BY $d WHERE a.x RETURN a");
  EXPECT_EQ(text_of("MATCH (a) KNOWN BY d AS OF '2023' RETURN a"), "MATCH (a) AS OF '2023' KNOWN BY d RETURN a");
  EXPECT_EQ(fault("MATCH (a) AS OF 1 AS OF 2 RETURN a"), "UnexpectedSyntax");
}

TEST(Parse, Modes) {
  EXPECT_EQ(parse("EXPLAIN RETURN 1").mode, ast::Mode::Explain);
  EXPECT_EQ(parse("profile RETURN 1;").mode, ast::Mode::Profile);
  EXPECT_EQ(parse("WHY MATCH (n) RETURN n").mode, ast::Mode::Why);
  EXPECT_EQ(parse("RETURN 1").mode, ast::Mode::Run);
}

TEST(Parse, WhatCannotBeHeldIsUnsupportedByName) {
  const auto name = [](std::string_view text) {
    return std::get<ast::Unsupported>(parse(text).query.parts[0].clauses[0].node).name;
  };
  EXPECT_EQ(name("CREATE FULLTEXT INDEX a FOR (n:Person) ON EACH [n.name]"), "FULLTEXT INDEX");
  EXPECT_EQ(name("CREATE CONSTRAINT FOR (n:P) REQUIRE n.x IS :: INTEGER;"), "PROPERTY TYPE CONSTRAINT");
}

TEST(Parse, IndexesAndConstraints) {
  const auto same = [](const std::string& text) { EXPECT_EQ(text_of(text), text); };
  same("CREATE INDEX FOR (n:Person) ON (n.name)");
  same("CREATE TEXT INDEX a IF NOT EXISTS FOR (n:`cloud-platform`) ON (n.name)");
  same("CREATE INDEX a FOR ()-[n:R]-() ON (n.x, n.y)");
  same("CREATE CONSTRAINT FOR (n:P) REQUIRE (n.x, n.y) IS UNIQUE");
  same("CREATE CONSTRAINT a IF NOT EXISTS FOR ()-[n:R]-() REQUIRE (n.x) IS NOT NULL");
  same("DROP INDEX a IF EXISTS");
  same("DROP CONSTRAINT a");
}

TEST(Parse, LoadCsv) {
  const auto same = [](const std::string& text) { EXPECT_EQ(text_of(text), text); };
  same("LOAD CSV WITH HEADERS FROM 'a.csv' AS line FIELDTERMINATOR ';' RETURN line");
  same("LOAD CSV FROM $file AS headers RETURN headers");
  EXPECT_EQ(fault("LOAD CSV WITH HEAD FROM 'a' AS x RETURN x"), "UnexpectedSyntax");
  EXPECT_EQ(fault("LOAD CSV IN 'a' AS x RETURN x"), "UnexpectedSyntax");
  EXPECT_EQ(fault("LOAD CSV FROM 'a' AS x FIELDTERMINATOR ';;' RETURN x"), "UnexpectedSyntax");
  EXPECT_EQ(fault("LOAD CSV FROM 'a' AS x FIELDTERMINATOR '\"' RETURN x"), "UnexpectedSyntax");
  EXPECT_EQ(fault("LOAD CSV FROM 'a' AS x FIELDTERMINATOR 'é' RETURN x"), "UnexpectedSyntax");
}

TEST(Parse, NestedClauses) {
  const auto same = [](const std::string& text) { EXPECT_EQ(text_of(text), text); };
  same("CALL { MATCH (n) RETURN n AS m UNION ALL RETURN 1 AS m } RETURN m");
  same("WITH 1 AS a, 2 AS b OPTIONAL CALL (a, b) { RETURN 1 AS x } RETURN x");
  same("CALL (*) { CREATE (n) }");
  same("CALL () { CREATE (n) } FOREACH (x IN [1, 2] | CREATE (:A {x: x}) FOREACH (y IN [x] | MERGE (:B {y: y})))");
  EXPECT_EQ(text_of("CALL(a,b){RETURN 1 AS x} IN 3 CONCURRENT TRANSACTIONS OF 10 ROWS ON ERROR CONTINUE REPORT STATUS "
                    "AS s RETURN x"),
            "CALL (a, b) { RETURN 1 AS x } IN TRANSACTIONS RETURN x");
  EXPECT_EQ(fault("CALL { RETURN 1 AS x } IN TURNS RETURN x"), "UnexpectedSyntax");
}

TEST(Parse, WordsOfTheLanguageMayBeNames) {
  EXPECT_EQ(text_of("MATCH (end)-[limit:MATCH]->(order:Where {return: 1}) RETURN end.match, limit, order AS desc"),
            "MATCH (end)-[limit:`MATCH`]->(order:`Where` {`return`: 1}) RETURN end.`match`, limit, order AS desc");
  EXPECT_EQ(
      text_of("WITH 1 AS count, 2 AS any, 3 AS why, 4 AS of, 5 AS known RETURN count, any, why, of, known, $limit"),
      "WITH 1 AS count, 2 AS any, 3 AS why, 4 AS of, 5 AS known RETURN count, any, why, of, known, $limit");
  EXPECT_EQ(text_of("MATCH (`match`:`a``b`) RETURN `match`.`x y`"), "MATCH (`match`:`a``b`) RETURN `match`.`x y`");
  EXPECT_EQ(text_of("RETURN {all: 1, end: 2, case: 3, null: 4}.end"),
            "RETURN {`all`: 1, end: 2, `case`: 3, `null`: 4}.end");
}

TEST(Parse, HyphensJoinNamesWhereTheyTouchALabel) {
  EXPECT_EQ(
      text_of("MATCH (a:cloud-platform)-[:hosts-model-on|runs-on]->(b:gpt-4o:llama-3.1-8b:in-order) RETURN a"),
      "MATCH (a:`cloud-platform`)-[:`hosts-model-on`|`runs-on`]->(b:`gpt-4o`:`llama-3.1-8b`:`in-order`) RETURN a");
  EXPECT_EQ(text_of("MATCH (n) WHERE n:cloud-platform AND n:A -b > 1 RETURN n"),
            "MATCH (n) WHERE ((n:`cloud-platform`) AND (((n:A) - b) > 1)) RETURN n");
  EXPECT_EQ(expression("n:A-b > 1"), "(((n:A) - b) > 1)");
  EXPECT_EQ(expression("n:A -b > 1"), "(((n:A) - b) > 1)");
  EXPECT_EQ(text_of("MATCH (n) SET n:a-b REMOVE n:c-d"), "MATCH (n) SET n:`a-b` REMOVE n:`c-d`");
  EXPECT_EQ(expression("[x IN xs WHERE x:a-b | x:a-b]"), "[x IN xs WHERE (x:`a-b`) | ((x:a) - b)]");
  EXPECT_EQ(fault("MATCH ()-[:invests -in]->() RETURN 1"), "UnexpectedSyntax");
}

TEST(Parse, ABarInALabelTestNeedsParentheses) {
  EXPECT_EQ(expression("n:(A|B)&!C:D"), "(n:((A|B)&!C):D)");
  EXPECT_EQ(fault("RETURN n:A|B"), "UnexpectedSyntax");
}

TEST(Parse, ThreadsParseAtTheSameTime) {
  const std::string query =
      "MATCH (a:A {x: 1})-[r:T*1..2]->(b) WHERE a.x > 1 AND NOT (a)-->() RETURN [x IN a.l WHERE x > 1 | x], count(*)";
  const std::string expected = text_of(query);
  std::vector<std::thread> threads;
  std::vector<std::size_t> same(4, 0);
  for (std::size_t t = 0; t < same.size(); ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < 50; ++i) same[t] += text_of(query) == expected ? 1 : 0;
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const std::size_t count : same) EXPECT_EQ(count, 50u);
}

}  // namespace
}  // namespace liaison
