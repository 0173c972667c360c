package dev.headwater.runtime.projection;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.hibernate.JDBCException;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.BasicValuedModelPart;
import org.hibernate.metamodel.mapping.EmbeddableValuedModelPart;
import org.hibernate.metamodel.mapping.JdbcMapping;
import org.hibernate.metamodel.mapping.ModelPart;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * Columns, keys and values of a row class, taken from its Hibernate mapping: the entity that the
 * queries read is the only definition there is. Rows are detached. Thread-safe.
 *
 * @param <R> an entity of basic and embedded attributes whose id is one String
 */
final class RowMapping<R> {

    private record Attribute(ModelPart part, @Nullable AttributeMapping mapping) {}

    private final SessionFactoryImplementor sessions;
    private final Class<R> row;
    private final EntityPersister persister;
    private final List<Attribute> attributes = new ArrayList<>();
    private final List<String> columns = new ArrayList<>();
    private final String keyColumn;

    /**
     * @throws IllegalArgumentException when the class is no entity that rows can be made of
     */
    RowMapping(SessionFactory sessions, Class<R> row) {
        this.sessions = sessions.unwrap(SessionFactoryImplementor.class);
        this.row = row;
        this.persister = this.sessions.getMappingMetamodel().getEntityDescriptor(row);
        ModelPart id = persister.getIdentifierMapping();
        if (!id.getJavaType().getJavaTypeClass().equals(String.class)) {
            throw new IllegalArgumentException(row.getName() + ": its id must be one String");
        }
        add(id, null);
        keyColumn = columns.getFirst();
        persister.getAttributeMappings().forEach(attribute -> add(attribute, attribute));
    }

    private void add(ModelPart part, @Nullable AttributeMapping mapping) {
        if (!(part instanceof BasicValuedModelPart)
                && !(part instanceof EmbeddableValuedModelPart)) {
            throw new IllegalArgumentException(
                    "%s.%s: a projection's row has basic and embedded attributes only"
                            .formatted(row.getName(), part.getPartName()));
        }
        attributes.add(new Attribute(part, mapping));
        part.forEachSelectable((_, column) -> columns.add(name(column)));
    }

    private static String name(SelectableMapping column) {
        return column.getSelectionExpression().replace("\"", "");
    }

    /** All columns, the key's first. */
    List<String> columns() {
        return columns;
    }

    String keyColumn() {
        return keyColumn;
    }

    String key(R of) {
        return (String) persister.getIdentifierMapping().getIdentifier(of);
    }

    /**
     * What the rows hold.
     *
     * @return per row the text of each of {@link #columns}, as PostgreSQL reads it
     */
    List<@Nullable String[]> texts(List<R> rows) {
        BindCapture capture = capture();
        List<@Nullable String[]> texts = new ArrayList<>(rows.size());
        for (R each : rows) {
            @Nullable String[] text = new String[columns.size()];
            bind(each, (at, value, mapping) -> text[at] = capture.text(value, mapping));
            texts.add(text);
        }
        return texts;
    }

    /** Takes what Hibernate would bind; for one thread. */
    BindCapture capture() {
        return new BindCapture(sessions.getWrapperOptions());
    }

    /** What a row holds: per column of {@link #columns} what a driver would be given. */
    @Nullable Object[] values(R of, BindCapture capture) {
        @Nullable Object[] values = new Object[columns.size()];
        bind(of, (at, value, mapping) -> values[at] = capture.value(value, mapping));
        return values;
    }

    /** A row of its own that holds the same: what is done to one does not reach the other. */
    R copy(R of) {
        @Nullable Object[] values = persister.getValues(of);
        for (int i = 0; i < values.length; i++) {
            values[i] = persister.getPropertyTypes()[i].deepCopy(values[i], sessions);
        }
        R copy = row.cast(persister.getRepresentationStrategy().getInstantiator().instantiate());
        persister.setIdentifier(copy, key(of), null);
        persister.setValues(copy, values);
        return copy;
    }

    @FunctionalInterface
    private interface Bound {
        void at(int column, @Nullable Object value, JdbcMapping mapping) throws SQLException;
    }

    private void bind(R of, Bound bound) {
        int at = 0;
        for (Attribute attribute : attributes) {
            Object value = attribute.mapping() == null ? key(of) : attribute.mapping().getValue(of);
            int first = at;
            attribute
                    .part()
                    .breakDownJdbcValues(
                            value,
                            (index, jdbcValue, column) ->
                                    bind(bound, first + index, jdbcValue, column),
                            null);
            at += attribute.part().getJdbcTypeCount();
        }
    }

    private void bind(Bound bound, int at, @Nullable Object value, SelectableMapping column) {
        try {
            bound.at(at, value, column.getJdbcMapping());
        } catch (SQLException e) {
            throw new IllegalArgumentException(
                    "%s, column %s: %s".formatted(row.getName(), name(column), e.getMessage()), e);
        }
    }

    /**
     * Loads rows of {@code table}, which has this mapping's columns, in one query.
     *
     * @return by key; absent when there is no row
     * @throws DatabaseException retry
     */
    Map<String, R> load(Connection connection, String table, Set<String> keys) {
        if (keys.isEmpty()) {
            return new HashMap<>();
        }
        String sql =
                "select %s from %s where %s = any(:keys)"
                        .formatted(
                                columns.stream()
                                        .map(ProjectionDatabase::quoted)
                                        .collect(Collectors.joining(", ")),
                                ProjectionDatabase.quoted(table),
                                ProjectionDatabase.quoted(keyColumn));
        try (StatelessSession session =
                sessions.withStatelessOptions().connection(connection).openStatelessSession()) {
            return session
                    .createNativeQuery(sql, row)
                    .setParameter("keys", keys.toArray(String[]::new))
                    .getResultList()
                    .stream()
                    .collect(Collectors.toMap(this::key, found -> found));
        } catch (JDBCException e) {
            throw new DatabaseException(e.getSQLException());
        }
    }
}
