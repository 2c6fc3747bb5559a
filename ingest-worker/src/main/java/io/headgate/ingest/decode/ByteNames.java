package io.headgate.ingest.decode;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** A fixed list of names that finds one by its UTF-8 bytes, without making a String. */
final class ByteNames {

    private final byte[][] names;

    /** A hash table with free places: index of a name plus one, 0 where none is. */
    private final int[] table;

    ByteNames(List<String> names) {
        this.names = names.stream()
                .map(name -> name.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        this.table = new int[Integer.highestOneBit(Math.max(1, names.size())) * 4];
        for (int i = 0; i < this.names.length; i++) {
            byte[] name = this.names[i];
            int at = hash(name, 0, name.length);
            while (table[at & table.length - 1] != 0) {
                at++;
            }
            table[at & table.length - 1] = i + 1;
        }
    }

    /** The index of the name that is {@code text[from, to)}, or -1. */
    int find(byte[] text, int from, int to) {
        for (int at = hash(text, from, to); ; at++) {
            int index = table[at & table.length - 1] - 1;
            if (index < 0 || Arrays.equals(names[index], 0, names[index].length, text, from, to)) {
                return index;
            }
        }
    }

    private static int hash(byte[] text, int from, int to) {
        int hash = to - from;
        for (int i = from; i < to; i++) {
            hash = hash * 31 + text[i];
        }
        return hash ^ hash >>> 15;
    }
}
