-- The write side's snapshots: a cache of the topics, like everything here. No row means "replay".

create table headwater_snapshot (
    partition         integer     primary key,
    lineage           uuid        not null,
    events_topic_id   text        not null,
    outcomes_topic_id text        not null,
    partitions        integer     not null,
    state_schema      text        not null,
    next_event        bigint      not null,
    next_outcome      bigint      not null,
    last_event        bigint      not null,
    commands_topic_id text,
    next_command      bigint,
    saved_at          timestamptz not null default now()
);
comment on table headwater_snapshot is 'Of what each partition''s snapshot is, and up to where; moved by comparison in the transaction of its rows';
comment on column headwater_snapshot.lineage is
    'Changes when a snapshot begins anew: an owner''s memory is completed by rows of its own lineage only';
comment on column headwater_snapshot.state_schema is 'Fingerprint of the forms of all states: with another one, the snapshot is ignored';

create table headwater_snapshot_stream (
    partition integer not null,
    stream_id text    not null,
    version   bigint  not null,
    state     bytea   not null,
    open_work bytea,
    primary key (partition, stream_id)
) with (fillfactor = 80);
comment on column headwater_snapshot_stream.open_work is 'The deadline and the intents that no event has ended; null when there are none';

create index headwater_snapshot_open on headwater_snapshot_stream (partition) where open_work is not null;

create table headwater_snapshot_answers (
    partition     integer not null,
    clients       boolean not null,
    until_outcome bigint  not null,
    answers       bytea   not null,
    primary key (partition, clients, until_outcome)
);
comment on table headwater_snapshot_answers is
    'Commands answered between two snapshots, packed: id, fingerprint, offset and time of the outcome';
