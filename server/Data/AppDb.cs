using System.Text.Json;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace RecommendVote.Server.Data;

/// <summary>
/// The database of one installation. The log rows are the record; everything else is drafts, staff data and views.
/// No table joins a person to a card, and cards stand nowhere but inside log entries and, for challengers' cards, in the list that goes into the closing.
/// </summary>
public sealed class AppDb(DbContextOptions<AppDb> options, WriteGate gate) : IdentityDbContext<Account, IdentityRole, string>(options)
{
    public DbSet<StaffKey> StaffKeys => Set<StaffKey>();
    public DbSet<Meeting> Meetings => Set<Meeting>();
    public DbSet<Candidate> Candidates => Set<Candidate>();
    public DbSet<Attendee> Attendees => Set<Attendee>();
    public DbSet<TrusteeInvitation> TrusteeInvitations => Set<TrusteeInvitation>();
    public DbSet<Proposal> Proposals => Set<Proposal>();
    public DbSet<LogEntry> LogEntries => Set<LogEntry>();
    public DbSet<LogCheckpoint> LogCheckpoints => Set<LogCheckpoint>();
    public DbSet<CosignatureLine> Cosignatures => Set<CosignatureLine>();
    public DbSet<AuditEvent> AuditEvents => Set<AuditEvent>();

    /// <summary>Saves behind the one writer of this process, so that SQLite never answers "busy".</summary>
    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        using (await gate.EnterAsync(cancellationToken))
            return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.Entity<StaffKey>(key =>
        {
            key.HasIndex(k => new { k.AccountId, k.Suite }).IsUnique();
            key.HasIndex(k => k.Key).IsUnique();
            key.HasOne<Account>().WithMany().HasForeignKey(k => k.AccountId);
        });
        builder.Entity<Meeting>(meeting =>
        {
            meeting.OwnsOne(m => m.Announcement);
            meeting.Property(m => m.Policy).HasConversion<string>();
            meeting.Property(m => m.HandedOut).HasConversion(AsJson<List<HandedOut>>(), Comparer<List<HandedOut>>());
            meeting.Property(m => m.ChallengeCards).HasConversion(AsJson<List<string>>(), Comparer<List<string>>());
            meeting.Property(m => m.CardSpares).HasConversion(AsJson<Dictionary<string, int>>(), Comparer<Dictionary<string, int>>());
            meeting.HasMany(m => m.Tellers).WithOne().HasForeignKey(t => t.MeetingId);
            meeting.HasMany(m => m.Categories).WithOne().HasForeignKey(c => c.MeetingId);
            meeting.HasMany(m => m.Positions).WithOne().HasForeignKey(p => p.MeetingId);
            meeting.HasMany(m => m.Officers).WithOne().HasForeignKey(o => o.MeetingId);
        });
        builder.Entity<MeetingCategory>().HasKey(c => new { c.MeetingId, c.Id });
        builder.Entity<MeetingPosition>().HasKey(p => new { p.MeetingId, p.Id });
        builder.Entity<MeetingTeller>().HasKey(t => new { t.MeetingId, t.AccountId });
        builder.Entity<MeetingOfficer>().HasKey(o => new { o.MeetingId, o.AccountId });
        builder.Entity<Candidate>(candidate =>
        {
            candidate.HasKey(c => new { c.MeetingId, c.Id });
            candidate.HasOne<Meeting>().WithMany().HasForeignKey(c => c.MeetingId);
        });
        builder.Entity<Attendee>(attendee =>
        {
            attendee.HasKey(a => new { a.MeetingId, a.Id });
            attendee.HasOne<Meeting>().WithMany().HasForeignKey(a => a.MeetingId);
        });
        builder.Entity<TrusteeInvitation>(trustee =>
        {
            trustee.HasKey(t => new { t.MeetingId, t.Index });
            trustee.HasIndex(t => t.TokenHash).IsUnique();
            trustee.HasOne<Meeting>().WithMany().HasForeignKey(t => t.MeetingId);
        });
        builder.Entity<Proposal>(proposal =>
        {
            proposal.Property(p => p.State).HasConversion<string>();
            proposal.HasIndex(p => new { p.MeetingId, p.State });
            proposal.HasOne<Meeting>().WithMany().HasForeignKey(p => p.MeetingId);
            proposal.HasMany(p => p.Signers).WithOne().HasForeignKey(s => s.ProposalId);
        });
        builder.Entity<ProposalSigner>().HasKey(s => new { s.ProposalId, s.Signer });
        builder.Entity<LogEntry>(entry =>
        {
            entry.ToTable("log_entries");
            entry.HasKey(e => new { e.MeetingId, e.Index });
            entry.Property(e => e.Index).ValueGeneratedNever();
        });
        builder.Entity<LogCheckpoint>(checkpoint =>
        {
            checkpoint.ToTable("log_checkpoints");
            checkpoint.HasKey(c => c.MeetingId);
        });
        builder.Entity<CosignatureLine>(cosignature =>
        {
            cosignature.ToTable("cosignatures");
            cosignature.HasKey(c => new { c.MeetingId, c.Size, c.Officer });
        });
    }

    private static ValueConverter<T, string> AsJson<T>() where T : class, new() => new(
        value => JsonSerializer.Serialize(value, JsonSerializerOptions.Default),
        text => JsonSerializer.Deserialize<T>(text, JsonSerializerOptions.Default) ?? new T());

    private static ValueComparer<T> Comparer<T>() where T : class, new() => new(
        (left, right) => JsonSerializer.Serialize(left, JsonSerializerOptions.Default) == JsonSerializer.Serialize(right, JsonSerializerOptions.Default),
        value => JsonSerializer.Serialize(value, JsonSerializerOptions.Default).GetHashCode(StringComparison.Ordinal),
        value => JsonSerializer.Deserialize<T>(JsonSerializer.Serialize(value, JsonSerializerOptions.Default), JsonSerializerOptions.Default) ?? new T());
}
