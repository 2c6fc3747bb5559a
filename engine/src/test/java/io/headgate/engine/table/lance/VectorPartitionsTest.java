package io.headgate.engine.table.lance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VectorPartitionsTest {

    @Test
    void partitionsGrowWithTheRowsWithinBounds() {
        assertThat(VectorPartitions.of(0)).isEqualTo(1);
        assertThat(VectorPartitions.of(8_191)).isEqualTo(1);
        assertThat(VectorPartitions.of(8_192)).isEqualTo(2);
        assertThat(VectorPartitions.of(1_000_000)).isEqualTo(244);
        assertThat(VectorPartitions.of(Long.MAX_VALUE)).isEqualTo(1_024);
    }
}
