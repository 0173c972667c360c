package dev.headwater.runtime.projection;

/**
 * What identifies a projection.
 *
 * @param name the table that readers query, in snake case
 * @param version raised whenever fold, keys or columns change: the table is then rebuilt
 */
public record ProjectionId(String name, int version) {

    public ProjectionId {
        if (!name.matches("[a-z][a-z0-9_]{0,39}")) {
            throw new IllegalArgumentException(
                    "a projection's name is a table name in snake case, not '" + name + "'");
        }
        if (version < 1) {
            throw new IllegalArgumentException("a projection's version starts at 1");
        }
    }

    @Override
    public String toString() {
        return name + ".v" + version;
    }
}
