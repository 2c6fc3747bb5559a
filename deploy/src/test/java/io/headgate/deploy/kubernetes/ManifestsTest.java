package io.headgate.deploy.kubernetes;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The check itself can fail. */
final class ManifestsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "apiVersion: apps/v1\\nkind: Deployment\\nspec: { replica: 1 }                                     | replica",
                "apiVersion: apps/v1\\nkind: Deployment\\nspec: { template: { spec: { contaners: [] } } }          | contaners",
                "apiVersion: v1\\nkind: ConfigMap\\nmetadata: { name: a, name: b }                                 | name",
                "apiVersion: apps/v1\\nkind: Deployment\\nspec: { replicas: two }                                  | two",
                "apiVersion: apps/v1beta1\\nkind: Deployment                                                      | apps/v1beta1/Deployment",
                "apiVersion: keda.sh/v1alpha1\\nkind: ScaledObject\\nspec: { scaleTarget: {} }                     | scaleTarget",
                "apiVersion: v1\\nkind: ConfigMap\\n---\\napiVersion: v1\\nkind: ConfigMap                          | more than one",
            })
    void whatKubernetesWouldNotTakeIsFound(String manifest, String named) {
        assertThatThrownBy(() -> Manifests.read(manifest.replace("\\n", "\n"))).hasMessageContaining(named);
    }
}
