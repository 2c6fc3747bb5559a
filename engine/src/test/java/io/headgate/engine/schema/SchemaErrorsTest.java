package io.headgate.engine.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.headgate.recovery.error.BadSchema;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every way in which a schema is refused. In a source, ^ stands before the character that the error has to point at.
 */
class SchemaErrorsTest {

    private static final String A = "node A { id: String @key }\n";

    @ParameterizedTest(name = "{0}")
    @MethodSource({"syntax", "types", "keys", "names", "endpoints", "indexes", "notEnforced"})
    void refusedAtTheRightPlaceWithTheWayOut(String marked, String[] parts) {
        int mark = marked.indexOf('^');
        String before = marked.substring(0, mark);
        String lineStart = before.substring(before.lastIndexOf('\n') + 1);
        int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
        int column = lineStart.codePointCount(0, lineStart.length()) + 1;

        BadSchema refusal =
                catchThrowableOfType(BadSchema.class, () -> SchemaParser.parse(before + marked.substring(mark + 1)));

        assertThat(refusal).isNotNull();
        assertThat(refusal.getMessage())
                .startsWith("line " + line + ", column " + column + ": ")
                .contains(parts);
        assertThat(refusal.line()).isEqualTo(line);
        assertThat(refusal.column()).isEqualTo(column);
    }

    static Stream<Arguments> syntax() {
        return Stream.of(
                refused("^", "declares nothing", "node Person {"),
                refused("// only a comment\n^", "declares nothing"),
                refused("^nod A { id: String @key }", "found 'nod' (did you mean 'node'?)", "'node' or 'edge'"),
                refused("^table A { }", "found 'table', expected 'node' or 'edge'"),
                refused("^# a comment\n" + A, "found '#'", "comments start with //"),
                refused("node ^{ id: String @key }", "found '{', expected a name", "node Person {"),
                refused("node ^edge { id: String @key }", "found 'edge', expected a name"),
                refused("node ^😀 { id: String @key }", "found '😀' (U+1F600), expected a name"),
                refused("node A ^: B { }", "found ':', expected '{'"),
                refused("node A^", "found the end of the file, expected '{'"),
                refused("node A { id: String @key^", "found the end of the file", "or '}'"),
                refused("node A { id: String @key\nnode ^B { }", "found 'B', expected ':'", "'}'", "is missing"),
                refused("node A { id ^String @key }", "found 'String', expected ':'", "name: String?"),
                refused("node A { id: ^@key }", "found '@', expected a name or '['", "Vector(384)"),
                refused("node A { id: String ^! }", "found '!', expected a property", "required unless"),
                refused("node A { id: String ^= 1 }", "found '='", "no default values"),
                refused("node A { first^-name: String }", "found '-', expected ':'", "letters, digits and _"),
                refused("node A { gr^öße: String }", "found 'ö' (U+00F6)"),
                refused("node A { /* 😀 */ ^% }", "found '%'"),
                refused("node A { ^\u0000 }", "found '?' (U+0000)"),
                refused("node A { ^9lives: String }", "found '9', expected a property"),
                refused("node A { tags: [^[String]] }", "found '[' inside a list", "[String]"),
                refused("node A { tags: [String ^}", "found '}', expected '?', ']' or '('"),
                refused("node A { list: List ^<String> }", "found '<'", "[String]"),
                refused("node A { v: Vector(3 ^}", "found '}', expected ',' or ')'"),
                refused("node A { v: Vector(3^.5) }", "found '.', expected ',' or ')'"),
                refused("node A { e: enum(a, ^) }", "found ')', expected a name or a number"),
                refused("node A { e: enum(^\"a b\") }", "found '\"a b\"', expected a name, a number or ')'"),
                refused("node A { @^} ", "found '}', expected a name", "@key"),
                refused("node A { x: ^{ } }", "found '{'", "types cannot be nested"),
                refused("node A ^@key(a) { a: String }", "found '@', expected '{'", "inside the braces"),
                refused(A + "^@key(id)", "found '@', expected 'node' or 'edge'", "inside the braces"),
                refused("edge ^: A -> A\n" + A, "found ':', expected a name", "edge Follows: Person -> Person"),
                refused("edge E ^A -> A\n" + A, "found 'A', expected ':'"),
                refused("edge E: A ^to A\n" + A, "found 'to', expected '->'"),
                refused("edge E: A -> ^{ }\n" + A, "found '{', expected a name"),
                refused(A + "^}", "found '}', expected 'node' or 'edge'"),
                refused(A + "  ^/* never closed", "not closed", "*/"),
                refused("node A { ^/* never closed **", "not closed", "*/"),
                refused(A + "^\uD83D", "surrogate", "UTF-8"));
    }

    static Stream<Arguments> types() {
        return Stream.of(
                refused("node A { id: ^Strng @key }", "unknown type 'Strng' (did you mean 'String'?)", "the types are"),
                refused("node A { id: ^string @key }", "unknown type 'string' (did you mean 'String'?)"),
                refused("node A { id: ^int @key }", "(did you mean 'I32' or 'I64'?)"),
                refused("node A { id: ^Timestamp @key }", "(did you mean 'DateTime'?)"),
                refused("node A { id: ^Datetime @key }", "(did you mean 'DateTime'?)"),
                refused("node A { e: ^Enum(a) }", "(did you mean 'enum'?)"),
                refused("node A { e: ^Person }", "unknown type 'Person'; the types are String Bool I32"),
                refused("node A { e: ^" + "x".repeat(500) + " }", "unknown type 'xxx", "x…'; the types are"),
                refused("node A { s: String^(10) }", "found '(', but String takes no arguments"),
                refused("node A { s: String^() }", "found '(', but String takes no arguments"),
                refused("node A { v: ^Vector }", "Vector needs its number of dimensions, as in Vector(384)"),
                refused("node A { v: ^Vector() }", "Vector needs its number of dimensions"),
                refused("node A { v: ^Vector(1, 2) }", "Vector needs its number of dimensions"),
                refused("node A { v: Vector(^many) }", "found 'many', expected a number of dimensions"),
                refused("node A { v: Vector(^0) }", "1 to 65536 dimensions, not 0"),
                refused("node A { v: Vector(^-3) }", "1 to 65536 dimensions, not -3"),
                refused("node A { v: Vector(^65537) }", "1 to 65536 dimensions, not 65537"),
                refused("node A { v: Vector(^99999999999999999999) }", "1 to 65536 dimensions, not 9999999"),
                refused("node A { e: ^enum }", "at least one symbol, as in enum(red, green)"),
                refused("node A { e: ^enum() }", "at least one symbol"),
                refused("node A { e: enum(a, ^1) }", "found '1', expected a symbol"),
                refused("node A { e: enum(a, b, ^a) }", "symbol 'a' is already in this enum"),
                refused("node A { l: [^Vector(3)] }", "a list of Vector is not possible", "[String]"),
                refused("node A { l: [^enum(a)] }", "a list of enum is not possible"),
                refused("node A { l: [^Sting] }", "unknown type 'Sting' (did you mean 'String'?)"),
                refused("node A { l: [String^(1)] }", "String takes no arguments"),
                refused("node A { l: [String^?] }", "a list cannot hold nulls", "[String]?"));
    }

    static Stream<Arguments> keys() {
        return Stream.of(
                refused("node ^A { name: String }", "node A has no key", "@key(a, b)"),
                refused("node ^A { }", "node A has no key"),
                refused("node A { @^key id: String }", "found @key without a property"),
                refused("node A { id: String, @^key }", "found @key without a property"),
                refused("node A { a: String @key b: String @^key }", "a second @key", "@key(a, b)"),
                refused("node A { id: String @key @^key(id) }", "a second @key"),
                refused("node A { a: String @^key() }", "nothing between the parentheses", "@key(a, b)"),
                refused("node A { first: String @key(^frist) }", "no property 'frist' (did you mean 'first'?)"),
                refused("node A { a: String @key(a, ^1) }", "no property '1'"),
                refused("node A { a: String @key(a, ^a) }", "property 'a' is already in this key"),
                refused("node A { a: String^? @key }", "key property 'a' cannot be nullable; remove the ?"),
                refused("node A { a: I32, b: String^? @key(a, b) }", "key property 'b' cannot be nullable"),
                refused("node A { a: ^F32 @key }", "key property 'a' cannot be a floating-point number", "use String"),
                refused("node A { a: ^F64 @key }", "key property 'a' cannot be a floating-point number"),
                refused("node A { a: ^Vector(3) @key }", "key property 'a' cannot be a vector"),
                refused("node A { a: I32, b: ^[String] @key(a, b) }", "key property 'b' cannot be a list"),
                refused("node A { ^id: I64 @key }", "the column 'id'", "id: String @key"),
                refused("node A { ^id: enum(a) @key }", "the column 'id'"),
                refused("node A { k: String @key ^id: String }", "the only @key and a String"),
                refused("node A { ^id: String k: String @key(id, k) }", "the only @key and a String"),
                refused(A + "edge E: A -> A { since: Date @^key }", "an edge has no @key", "src and dst"),
                refused(A + "edge E: A -> A { since: Date @^key(since) }", "an edge has no @key"));
    }

    static Stream<Arguments> names() {
        String tooLong = "x".repeat(129);
        return Stream.of(
                refused(A + "node ^A { k: String @key }", "type 'A' is already declared in line 1"),
                refused(A + "edge ^A: A -> A", "type 'A' is already declared in line 1", "different names"),
                refused("edge E: A -> A\nedge ^E: A -> A\n" + A, "type 'E' is already declared in line 1"),
                refused(A + "node ^a { k: String @key }", "'a' and 'A' (line 1)", "the table name 'a'", "rename"),
                refused("node WorksAt { k: I32 @key } edge ^Works_at: WorksAt -> WorksAt", "table name 'works-at'"),
                refused("node ^_A { k: String @key }", "type name '_A' starts with '_'", "start with a letter"),
                refused("node ^" + tooLong + " { k: String @key }", "129 characters; at most 128"),
                refused("node A { k: String @key\n ^k: I32 }", "property 'k' of A is already declared in line 1"),
                refused("node A { ^_rowid: I64 @key }", "property name '_rowid' starts with '_'", "reserved"),
                refused("node A { ^" + tooLong + ": String @key }", "129 characters; at most 128"),
                refused(A + "edge E: A -> A { ^id: String }", "'id' is taken", "id, src and dst"),
                refused(A + "edge E: A -> A { ^src: String }", "'src' is taken"),
                refused(A + "edge E: A -> A { x: I32 ^dst: String }", "'dst' is taken"));
    }

    static Stream<Arguments> endpoints() {
        return Stream.of(
                refused(
                        "node Person { id: String @key }\nedge E: ^Persn -> Person",
                        "unknown node type 'Persn' (did you mean 'Person'?); declared node types: Person"),
                refused(A + "edge E: A -> ^Planet", "unknown node type 'Planet'; declared node types: A"),
                refused("edge E: ^A -> A", "unknown node type 'A'; no node type is declared"),
                refused(A + "edge E: A -> A\nedge F: A -> ^E", "'E' is an edge type", "declared node types: A"));
    }

    static Stream<Arguments> indexes() {
        String node = "node A { id: String @key, name: String age: I32 tags: [String] face: Vector(2)?\n";
        String edge = A + "edge E: A -> A { since: Date, note: String?\n";
        return Stream.of(
                refused("node A { @^index id: String @key }", "found @index without a property", "write @index(a)"),
                refused("node A { id: String @key, @^index }", "found @index without a property"),
                refused(node + "@^index() }", "nothing between the parentheses", "write @index(a)"),
                refused(node + "@index(^nme) }", "node A has no property 'nme' (did you mean 'name'?)"),
                refused(node + "@index(^1) }", "node A has no property '1', so it cannot have an index"),
                refused(node + "@index(^src) }", "node A has no property 'src', so it cannot have an index"),
                refused(
                        node + "bio: String @index(^text) }",
                        "node A has no property 'text'",
                        "a text index on 'bio' is written @index(bio, text)"),
                refused(node + "@index(^text) }", "no property 'text', so it cannot have an index"),
                refused(
                        node + "@index(name, ^age) }",
                        "an index is on one property, so 'age' needs one of its own: @index(name) @index(age)"),
                refused(edge + "@index(src, ^dst) }", "so 'dst' needs one of its own: @index(src) @index(dst)"),
                refused(
                        node + "@index(name, ^Text) }",
                        "unknown kind of index 'Text' (did you mean 'text'?); the only one to be named is text, as in"
                                + " @index(name, text); without it the type of the property decides"),
                refused(node + "@index(name, ^btree) }", "unknown kind of index 'btree'; the only one"),
                refused(node + "@index(name, text, ^age) }", "found 'age', but nothing follows the kind of an index"),
                refused(node + "l: [I32]? @^index }", "'l' is a list, and a list cannot have an index", "or a Vector"),
                refused(node + "@index(^tags) }", "'tags' is a list"),
                refused(node + "@index(^tags, text) }", "'tags' is a list"),
                refused(
                        node + "@index(age, ^text) }",
                        "finds words in a String, and 'age' is of type I32; leave the kind out: @index(age)"),
                refused(node + "e: enum(a) @index(e, ^text) }", "'e' is an enum; leave the kind out: @index(e)"),
                refused(node + "@index(face, ^text) }", "'face' is of type Vector; leave the kind out: @index(face)"),
                refused(edge + "@index(src, ^text) }", "'src' holds ids; leave the kind out: @index(src)"),
                refused(
                        node + "@index(^id) }",
                        "the column 'id' holds the key, and @key already gives it an index; remove this one"),
                refused("node A { id: String @key @^index }", "@key already gives it an index"),
                refused("node A { k: I32 @key @index(^id) }", "@key already gives it an index"),
                refused("node A { k: I32 @key @index(^id, text) }", "@key already gives it an index"),
                refused(edge + "@index(^id) }", "every edge table already has an index on its column 'id'; remove"),
                refused(edge + "@index(^from) }", "edge E has no property 'from'", "src and dst can"),
                refused(edge + "@index(^srcc) }", "edge E has no property 'srcc' (did you mean 'src'?)"),
                refused(
                        node + "@index(name)\n@^index(name) }",
                        "this index on 'name' is already declared in line 2; remove one of the two"),
                refused("node A { id: String @key k: I32 @index @^index }", "this index on 'k' is already declared"),
                refused(node + "@index(name, text) @index(name) @^index(name, text) }", "this index on 'name'"),
                refused(edge + "@index(src) @index(dst) @^index(src) }", "this index on 'src'"),
                refused(A + "edge E: A -> A ^@index(src)", "found '@'", "annotations stand inside the braces"));
    }

    static Stream<Arguments> notEnforced() {
        return Stream.of(
                refused(
                        "node A { id: String @key, mail: String @^unique }",
                        "@unique is not enforced yet, so it is refused rather than ignored; remove it"),
                refused("node A { id: String @key age: I32 @^range(0..150) }", "@range is not enforced yet"),
                refused("node A { id: String @key @^check(\"age > 0\") }", "@check is not enforced yet"),
                refused("node A { @^unique(a, b) a: I32 }", "@unique is not enforced yet"),
                refused(A + "edge E: A -> A @^card(0..1) { }", "@card is not enforced yet"),
                refused(
                        "^interface Named { name: String }",
                        "interface is not enforced yet",
                        "refused rather than ignored"),
                refused(A + "^interface Named { name: String }", "interface is not enforced yet"),
                refused("node A { id: String @^kee }", "unknown annotation '@kee' (did you mean '@key'?)"),
                refused("node A { id: String @^id }", "unknown annotation '@id' (did you mean '@key'?)"),
                refused(
                        "node A { id: String @^searchable }",
                        "unknown annotation '@searchable'; there are @key and @index"),
                refused("node A { id: String @^indx }", "unknown annotation '@indx' (did you mean '@index'?)"));
    }

    private static Arguments refused(String marked, String... messageParts) {
        return Arguments.of(marked, messageParts);
    }
}
