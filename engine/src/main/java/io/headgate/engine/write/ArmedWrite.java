package io.headgate.engine.write;

import io.headgate.recovery.intent.Intent;

/**
 * A staged write whose intent is durable: from here on, whoever comes next knows of it.
 *
 * @param intent what was put
 */
record ArmedWrite(StagedWrite staged, Intent intent) {

    ArmedWrite restagedAs(StagedWrite newStaged) {
        return new ArmedWrite(newStaged, intent);
    }
}
