# PostgreSQL from the programs that the build left, with the interface of the image postgres: POSTGRES_PASSWORD,
# POSTGRES_INITDB_ARGS, /docker-entrypoint-initdb.d/*.sql (one statement a line), data below /var/lib/postgresql.
ARG BASE_IMAGE
FROM ${BASE_IMAGE}
RUN groupadd -g 999 postgres && useradd -u 999 -g 999 -M postgres \
    && mkdir -p /var/lib/postgresql && chown 999:999 /var/lib/postgresql
COPY postgres/ /opt/postgres/
COPY postgres-run pg_isready /opt/postgres/bin/
ENV PATH=/opt/postgres/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin PGDATA=/var/lib/postgresql/18/docker
USER 999:999
VOLUME /var/lib/postgresql
STOPSIGNAL SIGINT
EXPOSE 5432
ENTRYPOINT ["postgres-run"]
CMD ["postgres"]
