using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Tsunagu.Directory.Api.Storage;

/// <summary>A record as it is kept: its columns as one JSON text, so that a sheet's new column needs no migration (ADR 0011).</summary>
internal sealed class StoredRecord
{
    internal required string Kind { get; set; }

    internal required string Id { get; set; }

    /// <summary>Its place in the list; the order of crisis lines is a decision of people.</summary>
    internal int Position { get; set; }

    /// <summary>JSON object column → text, blanks left out.</summary>
    internal required string Fields { get; set; }

    /// <summary>Counts the changes; who writes must have read this one.</summary>
    internal int Revision { get; set; }

    /// <summary>Milliseconds since 1970 of the last change of anything public.</summary>
    internal long PublicChangedAt { get; set; }

    /// <summary>A person changed it, so that a newer seed does not.</summary>
    internal bool Touched { get; set; }
}

/// <summary>One line of the history: who (a role, never a name) changed what from what to what. Never published.</summary>
internal sealed class RecordChange
{
    internal required string Id { get; set; }

    internal long At { get; set; }

    internal required string Role { get; set; }

    /// <summary><c>added changed removed verified</c>.</summary>
    internal required string Action { get; set; }

    internal required string Kind { get; set; }

    internal required string RecordId { get; set; }

    internal required string Field { get; set; }

    internal string? OldValue { get; set; }

    internal string? NewValue { get; set; }
}

/// <summary>「まちがいを知らせる」: which record, which fields. Nothing is typed, so nothing of a person can be in it.</summary>
internal sealed class WrongReport
{
    internal required string Id { get; set; }

    internal long At { get; set; }

    internal required string Kind { get; set; }

    internal required string RecordId { get; set; }

    /// <summary>Joined by <c>;</c>.</summary>
    internal required string Fields { get; set; }

    internal long? ClosedAt { get; set; }

    internal string? ClosedBy { get; set; }
}

/// <summary>One row: which state this is.</summary>
internal sealed class DirectoryState
{
    internal int Id { get; set; } = 1;

    /// <summary>Counts every change, so that other processes see that they must read again.</summary>
    internal long Revision { get; set; }

    /// <summary>The seed that the untouched records came from.</summary>
    internal required string SeedVersion { get; set; }
}

/// <summary>The directory's tables, the same on SQLite and PostgreSQL.</summary>
internal sealed class DirectoryDb(DbContextOptions<DirectoryDb> options) : DbContext(options)
{
    internal DbSet<StoredRecord> Records => Set<StoredRecord>();

    internal DbSet<RecordChange> Changes => Set<RecordChange>();

    internal DbSet<WrongReport> Reports => Set<WrongReport>();

    internal DbSet<DirectoryState> States => Set<DirectoryState>();

    protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) =>
        // The migration is written by hand to serve both databases; EF's own snapshot would be one database's.
        optionsBuilder.ConfigureWarnings(warnings => warnings.Ignore(RelationalEventId.PendingModelChangesWarning));

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<StoredRecord>(record =>
        {
            record.ToTable("directory_records");
            record.Property(r => r.Kind).HasColumnName("kind").HasMaxLength(32);
            record.Property(r => r.Id).HasColumnName("id").HasMaxLength(200);
            record.Property(r => r.Position).HasColumnName("position");
            record.Property(r => r.Fields).HasColumnName("fields");
            record.Property(r => r.Revision).HasColumnName("revision").IsConcurrencyToken();
            record.Property(r => r.PublicChangedAt).HasColumnName("public_changed_at");
            record.Property(r => r.Touched).HasColumnName("touched");
            record.HasKey(r => new { r.Kind, r.Id });
        });
        modelBuilder.Entity<RecordChange>(change =>
        {
            change.ToTable("directory_changes");
            change.Property(c => c.Id).HasColumnName("id").HasMaxLength(36);
            change.Property(c => c.At).HasColumnName("at");
            change.Property(c => c.Role).HasColumnName("role").HasMaxLength(32);
            change.Property(c => c.Action).HasColumnName("action").HasMaxLength(32);
            change.Property(c => c.Kind).HasColumnName("kind").HasMaxLength(32);
            change.Property(c => c.RecordId).HasColumnName("record_id").HasMaxLength(200);
            change.Property(c => c.Field).HasColumnName("field").HasMaxLength(64);
            change.Property(c => c.OldValue).HasColumnName("old_value");
            change.Property(c => c.NewValue).HasColumnName("new_value");
            change.HasKey(c => c.Id);
            change.HasIndex(c => new { c.Kind, c.RecordId, c.At }).HasDatabaseName("ix_directory_changes_record");
        });
        modelBuilder.Entity<WrongReport>(report =>
        {
            report.ToTable("directory_reports");
            report.Property(r => r.Id).HasColumnName("id").HasMaxLength(36);
            report.Property(r => r.At).HasColumnName("at");
            report.Property(r => r.Kind).HasColumnName("kind").HasMaxLength(32);
            report.Property(r => r.RecordId).HasColumnName("record_id").HasMaxLength(200);
            report.Property(r => r.Fields).HasColumnName("fields").HasMaxLength(200);
            report.Property(r => r.ClosedAt).HasColumnName("closed_at");
            report.Property(r => r.ClosedBy).HasColumnName("closed_by").HasMaxLength(32);
            report.HasKey(r => r.Id);
            report.HasIndex(r => r.At).HasDatabaseName("ix_directory_reports_at");
        });
        modelBuilder.Entity<DirectoryState>(state =>
        {
            state.ToTable("directory_state");
            state.Property(s => s.Id).HasColumnName("id").ValueGeneratedNever();
            state.Property(s => s.Revision).HasColumnName("revision").IsConcurrencyToken();
            state.Property(s => s.SeedVersion).HasColumnName("seed_version").HasMaxLength(64);
            state.HasKey(s => s.Id);
        });
    }
}
