package io.headgate.ingest.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headgate.engine.manifest.TableKind;
import io.headgate.recovery.error.BadConfiguration;
import org.junit.jupiter.api.Test;

class TableNameTest {

    @Test
    void plainAndQualifiedNamesMeanTheTable() {
        assertThat(TableName.resolve("Person", Manifests.SOCIAL).kind()).isEqualTo(TableKind.NODE);
        assertThat(TableName.resolve("node:Person", Manifests.SOCIAL).name()).isEqualTo("Person");
        assertThat(TableName.resolve("edge:Follows", Manifests.SOCIAL).kind()).isEqualTo(TableKind.EDGE);
        assertThat(TableName.resolve("dead-letters", Manifests.SOCIAL).kind()).isEqualTo(TableKind.SYSTEM);
    }

    @Test
    void nameOfANodeAndAnEdgeHasToBeQualified() {
        assertThatThrownBy(() -> TableName.resolve("Likes", Manifests.SOCIAL))
                .isInstanceOf(BadConfiguration.class)
                .hasMessageContaining("node:Likes or edge:Likes");
        assertThat(TableName.resolve("edge:Likes", Manifests.SOCIAL).kind()).isEqualTo(TableKind.EDGE);
    }

    @Test
    void unknownNameIsRefusedWithASuggestionAndAllThereAre() {
        assertThatThrownBy(() -> TableName.resolve("Persons", Manifests.SOCIAL))
                .isInstanceOf(BadConfiguration.class)
                .hasMessageContaining("Did you mean 'Person'?")
                .hasMessageContaining("node:Person, edge:Follows");
        assertThatThrownBy(() -> TableName.resolve("edge:Person", Manifests.SOCIAL))
                .isInstanceOf(BadConfiguration.class);
    }
}
