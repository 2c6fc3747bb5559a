/** The object store on S3 and what speaks its protocol. */
@NullMarked
package io.headgate.engine.object.s3;

import org.jspecify.annotations.NullMarked;
