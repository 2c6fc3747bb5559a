package io.headgate.ingest.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class FingerprintMapProperties {

    /** A narrow range of keys, so that they collide, are overwritten and are removed from the middle of a run. */
    @Property(tries = 300)
    void behavesLikeAHashMap(@ForAll @Size(max = 3_000) List<@LongRange(min = -700, max = 700) Long> steps) {
        FingerprintMap map = new FingerprintMap();
        Map<Long, Long> model = new HashMap<>();

        for (int i = 0; i < steps.size(); i++) {
            long key = spread(Math.abs(steps.get(i)) + 1);
            if (steps.get(i) < 0) {
                Long expected = model.remove(key);
                assertThat(map.remove(key)).isEqualTo(expected == null ? FingerprintMap.ABSENT : expected);
            } else {
                map.put(key, i + 1L);
                model.put(key, i + 1L);
            }
            assertThat(map.size()).isEqualTo(model.size());
        }

        model.forEach((key, value) -> assertThat(map.remove(key)).isEqualTo(value));
        assertThat(map.size()).isZero();
    }

    /** Few different low bits: what the map looks at first. */
    private static long spread(long key) {
        return key << 9 | key & 15;
    }
}
