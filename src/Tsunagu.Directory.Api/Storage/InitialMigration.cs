using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Tsunagu.Directory.Api.Storage;

/// <summary>The first tables. No column names a database's own type, so that EF takes SQLite's or PostgreSQL's.</summary>
[DbContext(typeof(DirectoryDb))]
[Migration("20261125000000_Initial")]
internal sealed class InitialMigration : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "directory_records",
            table => new
            {
                kind = table.Column<string>(maxLength: 32),
                id = table.Column<string>(maxLength: 200),
                position = table.Column<int>(),
                fields = table.Column<string>(),
                revision = table.Column<int>(),
                public_changed_at = table.Column<long>(),
                touched = table.Column<bool>(),
            },
            constraints: table => table.PrimaryKey("pk_directory_records", t => new { t.kind, t.id }));
        migrationBuilder.CreateTable(
            "directory_changes",
            table => new
            {
                id = table.Column<string>(maxLength: 36),
                at = table.Column<long>(),
                role = table.Column<string>(maxLength: 32),
                action = table.Column<string>(maxLength: 32),
                kind = table.Column<string>(maxLength: 32),
                record_id = table.Column<string>(maxLength: 200),
                field = table.Column<string>(maxLength: 64),
                old_value = table.Column<string>(nullable: true),
                new_value = table.Column<string>(nullable: true),
            },
            constraints: table => table.PrimaryKey("pk_directory_changes", t => t.id));
        migrationBuilder.CreateIndex("ix_directory_changes_record", "directory_changes", ["kind", "record_id", "at"]);
        migrationBuilder.CreateTable(
            "directory_reports",
            table => new
            {
                id = table.Column<string>(maxLength: 36),
                at = table.Column<long>(),
                kind = table.Column<string>(maxLength: 32),
                record_id = table.Column<string>(maxLength: 200),
                fields = table.Column<string>(maxLength: 200),
                closed_at = table.Column<long>(nullable: true),
                closed_by = table.Column<string>(maxLength: 32, nullable: true),
            },
            constraints: table => table.PrimaryKey("pk_directory_reports", t => t.id));
        migrationBuilder.CreateIndex("ix_directory_reports_at", "directory_reports", "at");
        migrationBuilder.CreateTable(
            "directory_state",
            table => new
            {
                id = table.Column<int>(),
                revision = table.Column<long>(),
                seed_version = table.Column<string>(maxLength: 64),
            },
            constraints: table => table.PrimaryKey("pk_directory_state", t => t.id));
    }

    /// <inheritdoc/>
    protected override void Down(MigrationBuilder migrationBuilder)
    {
        foreach (var table in new[] { "directory_state", "directory_reports", "directory_changes", "directory_records" })
            migrationBuilder.DropTable(table);
    }
}
