package io.headgate.ingest.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A partition as people, logs and other tools name it: {@code people-0}. */
record PartitionName(String topic, int partition) {

    private static final Pattern FORM = Pattern.compile("(.+)-(\\d{1,9})");

    @Override
    public String toString() {
        return topic + "-" + partition;
    }

    /** Topics may have dashes too, so the last one counts. */
    static final class Converter implements ITypeConverter<PartitionName> {
        @Override
        public PartitionName convert(String value) {
            Matcher parts = FORM.matcher(value);
            if (!parts.matches()) {
                throw new TypeConversionException(
                        "'" + value + "' is not a topic, a dash and the number of a partition, such as people-0");
            }
            return new PartitionName(parts.group(1), Integer.parseInt(parts.group(2)));
        }
    }
}
