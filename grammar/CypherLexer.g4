// The words of liaison's query language: openCypher 9 and the additions of the language guide (docs/language.md).
// White space and comments are dropped here; the parser can still tell whether two tokens touch, by their places.
//
// There are no tokens for arrows: `1<-1` is a comparison with a negative number, and `(a)<-[r]-(b)` is spelt by the
// parser from single characters.
lexer grammar CypherLexer;

// Given before the parser runs, by src/parse/brackets.cpp, to the `(` that begins a pattern where an expression may
// stand, `(a)-->(b)`, and to the `[` that begins a pattern comprehension, so that the parser need not look ahead; and
// by the parser to the `-` within a label.
tokens { PATTERN_LPAREN, PATTERN_LBRACKET, HYPHEN, TRIM_SIDE, TRIM_FROM }

// ---- Keywords, each listed once, nothing else between the first and the last; the parser says which may be names ----

ALL : A L L ;
AND : A N D ;
ANY : A N Y ;
AS : A S ;
ASC : A S C ;
ASCENDING : A S C E N D I N G ;
BY : B Y ;
CALL : C A L L ;
CASE : C A S E ;
COLLECT : C O L L E C T ;
CONSTRAINT : C O N S T R A I N T ;
CONTAINS : C O N T A I N S ;
COUNT : C O U N T ;
CREATE : C R E A T E ;
CSV : C S V ;
DELETE : D E L E T E ;
DESC : D E S C ;
DESCENDING : D E S C E N D I N G ;
DETACH : D E T A C H ;
DISTINCT : D I S T I N C T ;
DROP : D R O P ;
ELSE : E L S E ;
END : E N D ;
ENDS : E N D S ;
EXISTS : E X I S T S ;
EXPLAIN : E X P L A I N ;
FALSE : F A L S E ;
FOREACH : F O R E A C H ;
IN : I N ;
INCLUDING : I N C L U D I N G ;
INDEX : I N D E X ;
IS : I S ;
KNOWN : K N O W N ;
LIMIT : L I M I T ;
LOAD : L O A D ;
MATCH : M A T C H ;
MERGE : M E R G E ;
NOT : N O T ;
NULL_ : N U L L ;
OF : O F ;
ON : O N ;
OPTIONAL : O P T I O N A L ;
OR : O R ;
ORDER : O R D E R ;
PROFILE : P R O F I L E ;
REMOVE : R E M O V E ;
RETURN : R E T U R N ;
SET : S E T ;
SHORTEST : S H O R T E S T ;
SHOW : S H O W ;
SKIP_ : S K I P ;
STARTS : S T A R T S ;
THEN : T H E N ;
TRUE : T R U E ;
UNDATED : U N D A T E D ;
UNION : U N I O N ;
UNWIND : U N W I N D ;
WHEN : W H E N ;
WHERE : W H E R E ;
WHY : W H Y ;
WITH : W I T H ;
XOR : X O R ;
YIELD : Y I E L D ;

// ---- Literals and names ---------------------------------------------------------------------------------------------

// Every digit string that begins like a number, well-formed or not: 12, 0x1F, 0o17, 0x1A2b3j4. The builder judges.
INTEGER : DIGIT NAME_PART* ;
FLOAT : ( DIGIT* '.' DIGIT+ EXPONENT? | DIGIT+ EXPONENT ) NAME_PART* ;
fragment EXPONENT : [eE] [+-]? DIGIT+ ;

STRING : '\'' ( ~['\\] | '\\' . )* '\'' | '"' ( ~["\\] | '\\' . )* '"' ;

NAME : NAME_START NAME_PART* ;
QUOTED_NAME : '`' ( ~'`' | '``' )* '`' ;

fragment NAME_START : [\p{L}\p{Nl}\p{Pc}] ;
fragment NAME_PART : [\p{L}\p{Nl}\p{Nd}\p{Mn}\p{Mc}\p{Pc}\p{Sc}] ;
fragment DIGIT : [0-9] ;

// ---- Signs ----------------------------------------------------------------------------------------------------------

LPAREN : '(' ;
RPAREN : ')' ;
LBRACKET : '[' ;
RBRACKET : ']' ;
LBRACE : '{' ;
RBRACE : '}' ;
COMMA : ',' ;
COLON : ':' ;
SEMICOLON : ';' ;
DOTS : '..' ;
DOT : '.' ;
DOUBLE_BAR : '||' ;
BAR : '|' ;
AMPERSAND : '&' ;
BANG : '!' ;
DOLLAR : '$' ;
PLUS_EQUAL : '+=' ;
PLUS : '+' ;
MINUS : '-' ;
STAR : '*' ;
SLASH : '/' ;
PERCENT : '%' ;
CARET : '^' ;
EQUAL_TILDE : '=~' ;
EQUAL : '=' ;
NOT_EQUAL : '<>' ;
LESS_EQUAL : '<=' ;
LESS : '<' ;
GREATER_EQUAL : '>=' ;
GREATER : '>' ;

SPACE : [\p{White_Space}\u001C-\u001F\u180E\u200B\u2060\uFEFF]+ -> skip ;
COMMENT : ( '/*' .*? '*/' | '//' ~[\r\n]* ) -> skip ;

// Whatever else: the parser's error names it (an open quote, a typographic dash).
UNKNOWN : . ;

fragment A : [aA] ;
fragment B : [bB] ;
fragment C : [cC] ;
fragment D : [dD] ;
fragment E : [eE] ;
fragment F : [fF] ;
fragment G : [gG] ;
fragment H : [hH] ;
fragment I : [iI] ;
fragment J : [jJ] ;
fragment K : [kK] ;
fragment L : [lL] ;
fragment M : [mM] ;
fragment N : [nN] ;
fragment O : [oO] ;
fragment P : [pP] ;
fragment Q : [qQ] ;
fragment R : [rR] ;
fragment S : [sS] ;
fragment T : [tT] ;
fragment U : [uU] ;
fragment V : [vV] ;
fragment W : [wW] ;
fragment X : [xX] ;
fragment Y : [yY] ;
fragment Z : [zZ] ;
