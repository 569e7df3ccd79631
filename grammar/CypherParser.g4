// The sentences of liaison's query language: openCypher 9 and the additions of the language guide (docs/language.md).
//
// The grammar accepts more than the language, so that the binder can name the fault (a variable-length relationship in
// CREATE, a label test in DELETE, a pattern where only a value can stand). One left-recursive `expression` rule holds
// all operators by precedence; the builder makes chains of them n-ary and puts `a < b < c` together.
//
// Where two forms begin alike, one rule takes both and the builder tells them apart (a list and a list comprehension, a
// function's arguments and a quantifier's): the parser then decides by the next token or two, whatever the nesting.
parser grammar CypherParser;

options { tokenVocab = CypherLexer; superClass = TreeParser; contextSuperClass = RuleNode; }

@parser::postinclude { #include "parse/tree_parser.h" }

@parser::members {
  /// Above 0 inside a WHERE: names of labels may hold hyphens there, as in patterns.
  int hyphens = 0;

  /// Expressions open at this moment. Brackets are counted before the parser runs; this stops what nests without them
  /// (`1 = NOT 1 = NOT 1 …`). One level for each bracket and each level of the syntax tree: see max_nesting in parse.h.
  int depth = 0;
  static constexpr int max_depth = 2 * 500 + 1;

  void enter() {
    if (++depth > max_depth) throw antlr4::ParseCancellationException("too deep");
  }

  bool touches(antlr4::Token* left, antlr4::Token* right) {
    return left->getStopIndex() + 1 == right->getStartIndex();
  }
  bool isNamePart(std::size_t type) {
    return (type >= ALL && type <= YIELD) || type == NAME || type == QUOTED_NAME || type == INTEGER || type == FLOAT;
  }
  /// Behind the first part of a label: each `-` that joins a further part to it without a space becomes a HYPHEN.
  /// Done to the tokens as the label is reached, since the same letters elsewhere are a subtraction.
  void joinHyphens() {
    antlr4::Token* part = _input->LT(-1);
    for (std::size_t i = 1; _input->LA(i) == MINUS || _input->LA(i) == HYPHEN; i += 2) {
      antlr4::Token* hyphen = _input->LT(i);
      antlr4::Token* next = _input->LT(i + 1);
      if (!touches(part, hyphen) || !touches(hyphen, next) || !isNamePart(next->getType())) return;
      static_cast<antlr4::CommonToken*>(hyphen)->setType(HYPHEN);
      part = next;
    }
  }
}

statement : statementMode? ( query | showCommand | schemaCommand ) SEMICOLON? EOF ;

statementMode : EXPLAIN | PROFILE | WHY ;

// MATCH … RETURN … UNION ALL MATCH … RETURN …
query : singleQuery ( unionPart singleQuery )* ;
unionPart : UNION ALL? ;
singleQuery : clause+ ;

clause
  : matchClause | unwindClause | withClause | returnClause | createClause | mergeClause | setClause | removeClause
  | deleteClause | callSubquery | callClause | foreachClause | loadCsvClause
  ;

// OPTIONAL MATCH (a)-->(b), (b)-->(c) AS OF date('2023-12-31') WHERE a.x > 1
matchClause : OPTIONAL? MATCH pattern ( asOf | knownBy )* where? ;
asOf : AS OF moment ( INCLUDING UNDATED )? ;
knownBy : KNOWN BY moment ;
moment : literal | parameter | functionCall | variable ;

// WHERE n:cloud-platform
where : WHERE { ++hyphens; } expression { --hyphens; } ;

unwindClause : UNWIND expression AS variable ;
withClause : WITH projection where? ;
returnClause : RETURN projection ;
projection : DISTINCT? ( STAR | projectionItem ) ( COMMA projectionItem )* order? skip? limit? ;
projectionItem : expression ( AS variable )? ;
order : ORDER BY sortItem ( COMMA sortItem )* ;
sortItem : expression ( ASC | ASCENDING | DESC | DESCENDING )? ;
skip : SKIP_ expression ;
limit : LIMIT expression ;

createClause : CREATE pattern ;
mergeClause : MERGE patternPath mergeAction* ;
mergeAction : ON ( MATCH | CREATE ) setClause ;

// SET n.name = 'x', n = {a: 1}, n += $more, n:Company:cloud-platform, (n).name = 'y', n['name'] = 'z'
setClause : SET setItem ( COMMA setItem )* ;
setItem : target ( ( EQUAL | PLUS_EQUAL ) expression | labelColons ) ;
removeClause : REMOVE removeItem ( COMMA removeItem )* ;
removeItem : target labelColons? ;
target : atom ( targetProperty | targetIndex )* ;
targetProperty : DOT anyName ;
targetIndex : LBRACKET expression RBRACKET ;
// … and SET n:$(label), whose name or names are computed.
labelColons : ( COLON ( labelName | computedLabel ) )+ ;

deleteClause : DETACH? DELETE expression ( COMMA expression )* ;

// CALL graph.components(['invests-in']) YIELD node, component AS c WHERE c > 1
callClause : CALL procedureName arguments? yield? ;
procedureName : anyName ( DOT anyName )* ;
arguments : LPAREN ( expression ( COMMA expression )* )? RPAREN ;
yield : YIELD ( STAR | MINUS | yieldItem ( COMMA yieldItem )* ) where? ;
yieldItem : anyName ( AS variable )? ;

// CALL (a, b) { MATCH (a)-->(c) RETURN c }, CALL { WITH a … }, CALL (*) { … }
callSubquery : OPTIONAL? CALL callImports? LBRACE query RBRACE inTransactions? ;
callImports : LPAREN ( STAR | variable ( COMMA variable )* )? RPAREN ;
// Legal elsewhere, refused by name.
inTransactions
  : IN ( ( INTEGER | parameter )? concurrent=anyName )? transactions=anyName ( OF ( INTEGER | parameter ) anyName )?
    ( ON anyName anyName )? ( anyName anyName AS variable )?
  ;
// FOREACH (x IN [1, 2] | CREATE (:A {x: x}))
foreachClause : FOREACH LPAREN variable IN expression BAR clause+ RPAREN ;
// LOAD CSV WITH HEADERS FROM 'deals.csv' AS row FIELDTERMINATOR ';'
loadCsvClause
  : LOAD CSV ( WITH headers=anyName )? from=anyName expression AS variable ( terminator=anyName STRING )?
  ;

// CREATE INDEX name IF NOT EXISTS FOR (n:Company) ON (n.name, n.country), CREATE INDEX ON :Company(name)
// CREATE CONSTRAINT name FOR ()-[r:invests-in]-() REQUIRE r.id IS UNIQUE, … ON (n:Company) ASSERT exists(n.name)
// Words such as FOR and REQUIRE are names everywhere else; the builder looks whether they are the right ones.
schemaCommand : createIndex | createConstraint | dropIndex | dropConstraint ;
createIndex
  : CREATE kind=NAME? INDEX schemaName? ifNotExists? word=NAME schemaEntity ON schemaKeys
  | CREATE INDEX labelAndKeys
  | CREATE kind=NAME INDEX otherWord* // CREATE FULLTEXT INDEX …: refused by name, whatever follows
  ;
otherWord : ~SEMICOLON ;
createConstraint
  : CREATE CONSTRAINT schemaName? ifNotExists? ( word=NAME | ON ) schemaEntity require=NAME schemaCondition
  ;
dropIndex : DROP INDEX ( schemaName ifExists? | labelAndKeys ) ;
dropConstraint : DROP CONSTRAINT ( schemaName ifExists? | ON schemaEntity require=NAME schemaCondition ) ;
schemaName : anyName ;
ifNotExists : NAME NOT EXISTS ;
ifExists : NAME EXISTS ;
labelAndKeys : ON COLON labelName LPAREN anyName ( COMMA anyName )* RPAREN ;
schemaEntity : nodePattern ( relationshipPattern nodePattern )? ;
schemaKeys : LPAREN schemaKey ( COMMA schemaKey )* RPAREN | schemaKey ;
schemaKey : variable DOT anyName ;
// IS UNIQUE, IS NODE KEY, IS NOT NULL, exists(n.name); property types are refused by name
schemaCondition
  : schemaKeys IS ( NOT NULL_ | NAME+ | COLON COLON ~SEMICOLON+ )
  | EXISTS LPAREN schemaKey RPAREN
  ;

// SHOW FUNCTIONS YIELD name, category AS kind ORDER BY name LIMIT 5 WHERE kind = 'List' RETURN name
// What is listed is told by words that are names everywhere else; the builder reads them.
showCommand : SHOW showWord+ ( showYield returnClause? | where )? ;
showWord : ALL | IN | INDEX | CONSTRAINT | NAME ;
showYield : YIELD ( STAR | yieldItem ( COMMA yieldItem )* ) order? skip? limit? where? ;

// ---- Patterns -------------------------------------------------------------------------------------------------------

pattern : patternPath ( COMMA patternPath )* ;

// p = shortestPath((a)-[*]->(b)), ANY SHORTEST (a)-->+(b), SHORTEST 2 PATHS (a)-->+(b)
patternPath : ( variable EQUAL )? ( pathFunction | pathSearch? pathChain ) ;
pathFunction : NAME LPAREN pathChain RPAREN ;
pathSearch : ( ALL SHORTEST? | ANY ( SHORTEST | INTEGER )? | SHORTEST INTEGER? ) NAME* ;
// (a)-->(b), ((a)-->(b)), (a) ((x)-->(y) WHERE x.n < y.n){1,3} (b)
pathChain : pathPart ( relationshipPattern? pathPart )* ;
pathPart : nodePattern | groupedPath ;
groupedPath : LPAREN ( variable EQUAL )? pathChain where? RPAREN quantity? ;

// (n:Company&!Startup {name: 'x'} WHERE n.founded > 2015), ('Nvidia'), (n:Company 'nvidia')
nodePattern : ( LPAREN | PATTERN_LPAREN ) nodeContent RPAREN ;
nodeContent : variable? labelPattern? STRING? properties? where? ;

// -->, <-[r:acquires|invests-in*1..3 {year: 2024}]-, -[:owns]->{1,4}
relationshipPattern : LESS? MINUS relationshipDetail? MINUS GREATER? quantity? ;
relationshipDetail
  : LBRACKET variable? labelPattern? length? properties? where? RBRACKET
  ;
// *, *2, *1..3, *.., and what is nearly one: `..` without a star
length : STAR INTEGER? ( DOTS INTEGER? )? | DOTS INTEGER? ;
// {2}, {1,3}, +, *
quantity : LBRACE INTEGER? ( COMMA INTEGER? )? RBRACE | PLUS | STAR ;
properties : map | parameter ;

labelPattern : ( COLON | IS ) labelOr ;
labelOr : labelAnd ( BAR COLON? labelAnd )* ;
labelAnd : labelNot ( ( AMPERSAND | COLON ) labelNot )* ;
labelNot : BANG labelNot | labelAtom ;
labelAtom : labelName | PERCENT | LPAREN labelOr RPAREN | computedLabel ;
// $(label), $all(labels), $any(labels)
computedLabel : DOLLAR ( ALL | ANY )? LPAREN expression RPAREN ;
// A name with hyphens, if its parts touch: invests-in, gpt-4.
labelName : anyName { joinHyphens(); } ( HYPHEN labelPart )* ;
labelPart : anyName | INTEGER | FLOAT ;

// ---- Expressions, tightest first ------------------------------------------------------------------------------------

expression
@init { enter(); }
@after { --depth; }
  : atom                                                                              # atomic
  | expression DOT anyName                                                            # property
  | expression LBRACKET from=expression? ( DOTS to=expression? )? RBRACKET            # index
  | expression labelTest                                                              # labels
  | op=( PLUS | MINUS ) expression                                                    # prefix
  | expression op=CARET expression                                                    # infix
  | expression op=( STAR | SLASH | PERCENT ) expression                               # infix
  | expression op=( PLUS | MINUS | DOUBLE_BAR ) expression                            # infix
  | expression ( op=( STARTS | ENDS ) WITH | op=( CONTAINS | IN | EQUAL_TILDE ) ) expression # infix
  | expression IS NOT? NULL_                                                          # nullTest
  | expression IS NOT? ( COLON COLON | typed=NAME ) valueType                         # typeTest
  | expression op=( EQUAL | NOT_EQUAL | LESS | LESS_EQUAL | GREATER | GREATER_EQUAL ) expression # infix
  | op=NOT expression                                                                 # prefix
  | expression op=AND expression                                                      # infix
  | expression op=XOR expression                                                      # infix
  | expression op=OR expression                                                       # infix
  ;

// x IS :: INTEGER, x IS NOT :: LIST<INTEGER NOT NULL> | STRING, x IS TYPED TIME WITH TIME ZONE: the names of types are
// names everywhere else, the builder knows them. A bar that could begin what a comprehension gives does so.
valueType
@init { enter(); }
@after { --depth; }
  : typeTerm ( BAR typeTerm )*?
  ;
typeTerm : typeName ( LESS valueType GREATER )? ( NOT NULL_ )? ;
typeName : ( NAME | ANY | NULL_ )+ ( WITH NAME NAME )? ;

// n:A:B, n:!A&(B|C); a bar needs parentheses here, since `[x IN xs WHERE x:A | x.name]` has it for something else.
labelTest : ( COLON testAnd )+ ;
testAnd : testNot ( AMPERSAND testNot )* ;
testNot : BANG testNot | testAtom ;
testAtom : testName | PERCENT | LPAREN labelOr RPAREN | computedLabel ;
testName : anyName { if (hyphens > 0) joinHyphens(); } ( HYPHEN labelPart )* ;

atom
  : literal
  | parameter
  | variable
  | functionCall
  | parenthesized
  | list
  | map
  | caseExpression
  | subquery
  | mapProjection
  | patternPredicate
  | patternComprehension
  ;

parenthesized : LPAREN expression RPAREN ;
literal : TRUE | FALSE | NULL_ | INTEGER | FLOAT | STRING ;
parameter : DOLLAR ( anyName | INTEGER ) ;
map : LBRACE ( mapEntry ( COMMA mapEntry )* )? RBRACE ;
mapEntry : anyName COLON expression ;

// [1, 2], [x IN xs WHERE x > 1 | x + 1]
list : LBRACKET ( expression ( COMMA expression )* where? ( BAR projected=expression )? )? RBRACKET ;

// CASE n.x WHEN 1 THEN 'a' ELSE 'b' END, CASE WHEN n.x > 1 THEN 'a' END
caseExpression : CASE subject=expression? caseBranch+ ( ELSE otherwise=expression )? END ;
caseBranch : WHEN expression THEN expression ;

// count(*), collect(DISTINCT x), date.truncate('year', d), all(x IN xs WHERE x > 1), reduce(sum = 0, x IN xs | sum + x),
// trim(BOTH 'x' FROM text), trim('x' FROM text), trim(LEADING FROM text)
functionCall
  : functionName LPAREN
    ( STAR
    | TRIM_SIDE TRIM_FROM expression
    | ( DISTINCT | TRIM_SIDE )? expression ( TRIM_FROM expression )? ( COMMA expression )* where?
      ( BAR projected=expression )?
    )? RPAREN
  ;
functionName : ( variable | ALL | EXISTS ) ( DOT anyName )* ;

// [p = (a)-->(b) WHERE b.x > 1 | b.name]
patternComprehension
  : PATTERN_LBRACKET ( variable EQUAL )? nodePattern ( relationshipPattern nodePattern )+ where? BAR expression RBRACKET
  ;
// (a)-->(b) as a predicate
patternPredicate : PATTERN_LPAREN nodeContent RPAREN ( relationshipPattern nodePattern )+ ;

// EXISTS { (a)-->(b) WHERE … }, COUNT { MATCH … }, COLLECT { MATCH … RETURN … }
subquery : ( EXISTS | COUNT | COLLECT ) LBRACE ( query | pattern where? ) RBRACE ;

// n {.name, .*, total: 1, other}
mapProjection : variable LBRACE ( projectedEntry ( COMMA projectedEntry )* )? RBRACE ;
projectedEntry : DOT anyName | DOT STAR | anyName COLON expression | variable ;

// ---- Names ----------------------------------------------------------------------------------------------------------

// Words that begin a clause or could continue an expression's beginning are no variables; all others are.
variable : NAME | QUOTED_NAME | softKeyword ;
softKeyword
  : ANY | ASC | ASCENDING | BY | COLLECT | CONSTRAINT | CONTAINS | COUNT | CSV | DESC | DESCENDING | DROP | END | ENDS
  | EXPLAIN | FOREACH | INCLUDING | INDEX | KNOWN | LIMIT | LOAD | OF | ON | ORDER | PROFILE | SHORTEST | SHOW
  | SKIP_ | STARTS | UNDATED | WHY | YIELD
  ;
// Labels, types, property keys, parameters, the further parts of functions' names: any word.
anyName : NAME | QUOTED_NAME | softKeyword | hardKeyword ;
hardKeyword
  : ALL | AND | AS | CALL | CASE | CREATE | DELETE | DETACH | DISTINCT | ELSE | EXISTS | FALSE | IN | IS | MATCH | MERGE
  | NOT | NULL_ | OPTIONAL | OR | REMOVE | RETURN | SET | THEN | TRUE | UNION | UNWIND | WHEN | WHERE | WITH | XOR
  ;
