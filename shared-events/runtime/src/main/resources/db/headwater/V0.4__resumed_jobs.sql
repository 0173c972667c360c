-- What whoever takes up a job of a process that is gone has to know.

alter table headwater_job
    add column rate_max   bigint  not null default 0,
    add column generation integer not null default 0;
comment on column headwater_job.rate_max is 'Most events folded per second; 0 for no limit';
comment on column headwater_job.generation is 'The table that it fills, which goes on where it stood; 0 before there is one';
