-- What the runtime keeps beside the rows of the projections. Everything here can be dropped: it comes
-- back from the topics.

create table headwater_projection (
    projection text primary key,
    version    integer not null,
    generation integer not null
);
comment on table headwater_projection is 'Which generation of a projection''s table readers see';

create table headwater_checkpoint (
    projection  text    not null,
    generation  integer not null,
    partition   integer not null,
    version     integer not null,
    table_name  text    not null,
    topic_id    text    not null,
    next_offset bigint  not null,
    parking     bigint  not null default 0,
    problem     text,
    primary key (projection, generation, partition)
) with (fillfactor = 50);
comment on column headwater_checkpoint.table_name is
    'The table that holds this generation''s rows at present: a swap changes it, so that a batch in flight misses';
comment on column headwater_checkpoint.next_offset is 'The first offset whose event is not in the rows';
comment on column headwater_checkpoint.parking is 'Counts the redrives: whoever knows another count has stale parked streams';
comment on column headwater_checkpoint.problem is 'Why nothing more may be folded here, or null';

create table headwater_parked (
    projection   text        not null,
    generation   integer     not null,
    partition    integer     not null,
    event_offset bigint      not null,
    stream_id    text        not null,
    version      bigint      not null,
    reason       text,
    parked_at    timestamptz not null default now(),
    primary key (projection, generation, partition, event_offset)
);
comment on column headwater_parked.reason is 'Why the event could not be folded; null for the events that wait behind it';

create index headwater_parked_stream on headwater_parked (projection, generation, stream_id);

create table headwater_job (
    id         uuid        primary key,
    projection text        not null,
    kind       text        not null,
    status     text        not null,
    cancelled  boolean     not null default false,
    document   text        not null,
    updated_at timestamptz not null default now()
);
comment on table headwater_job is 'Rebuilds and verifications with their progress, for every replica to answer from';
