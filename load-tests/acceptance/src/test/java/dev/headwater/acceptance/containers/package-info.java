/**
 * The platform of {@code infra/compose.yaml} in containers, for tests; Testcontainers is used here
 * alone.
 */
@NullMarked
package dev.headwater.acceptance.containers;

import org.jspecify.annotations.NullMarked;
