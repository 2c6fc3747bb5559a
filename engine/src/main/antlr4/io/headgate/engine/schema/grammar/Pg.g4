/*
 * The schema language. It is kept LL(1) and without recursion: every syntax error is found at the token that causes it,
 * and no input can exhaust the stack. What words mean (types, annotations) is decided after parsing, so that a word
 * nearly right gets a suggestion.
 */
grammar Pg;

schema
    : (nodeDeclaration | edgeDeclaration)* EOF
    ;

nodeDeclaration
    : NODE IDENTIFIER body
    ;

edgeDeclaration
    : EDGE IDENTIFIER ':' IDENTIFIER '->' IDENTIFIER body?
    ;

body
    : '{' (property | annotation | separator)* '}'
    ;

property
    : name ':' type nullable='?'?
    ;

type
    : scalar=name arguments?
    | '[' element=name arguments? nullableElement='?'? ']'
    ;

annotation
    : '@' name arguments?
    ;

arguments
    : '(' (argument (',' argument)*)? ')'
    ;

argument
    : name
    | NUMBER
    ;

separator
    : ','
    | ';'
    ;

/* Keywords are keywords only where a declaration can start. */
name
    : IDENTIFIER
    | NODE
    | EDGE
    | INTERFACE
    ;

NODE : 'node' ;
EDGE : 'edge' ;
INTERFACE : 'interface' ;

IDENTIFIER : [A-Za-z_] [A-Za-z0-9_]* ;
NUMBER : '-'? [0-9]+ ;

LINE_COMMENT : '//' ~[\r\n]* -> skip ;
BLOCK_COMMENT : '/*' .*? '*/' -> skip ;
UNCLOSED_COMMENT : '/*' (~'*' | '*'+ ~[*/])* '*'* ;
SPACE : [ \t\r\n\uFEFF]+ -> skip ;

/* Only annotations that are refused have these; they are here so that the refusal, not the character, is the error. */
TEXT : '"' ~["\r\n]* '"' ;

/* The lexer never fails: an unknown character is a token that no rule of the parser wants. */
OTHER : . ;
