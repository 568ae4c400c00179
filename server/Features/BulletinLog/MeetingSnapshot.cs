using System.Text.Json.Serialization;
using Orleans.Concurrency;

namespace RecommendVote.Server.Features.BulletinLog;

/// <summary>What anyone may see of a meeting at one moment (docs/spec/server-api.md); sent to screens whenever it changes.</summary>
/// <param name="Checkpoint">The newest public checkpoint; moves in steps while voting is open, as its size would tell each cast.</param>
/// <param name="Result">The result entry, base64url, under policy <c>announced</c> once tallied.</param>
[GenerateSerializer, Immutable]
public sealed record MeetingSnapshot(
    [property: Id(0)] string Meeting,
    [property: Id(1)] string Suite,
    [property: Id(2)] string State,
    [property: Id(3)] IReadOnlyList<string> Marks,
    [property: Id(4)] bool Revoting,
    [property: Id(5)] string Policy,
    [property: Id(6)] string? Checkpoint,
    [property: Id(7)] Turnout Turnout,
    [property: Id(8)] DateTimeOffset ServerTime,
    [property: Id(9), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? ClosesAt = null,
    [property: Id(10), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Result = null);

[GenerateSerializer, Immutable]
public sealed record Turnout([property: Id(0)] int HandedOut, [property: Id(1)] int Returned);
