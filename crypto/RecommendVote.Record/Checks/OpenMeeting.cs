using System.Collections.Frozen;
using RecommendVote.Crypto;

namespace RecommendVote.Record;

/// <summary>
/// What checking a ballot's proof needs and what no later entry can change: safe to hand to any thread or process. Made by <c>opened</c>.
/// </summary>
public sealed class OpenMeeting
{
    private readonly FrozenDictionary<Bytes, int> classOfCard;

    internal OpenMeeting(
        ManifestBody manifest, Bytes manifestHash, Bytes openedHash, Point h, IReadOnlyList<OpenClass> classes, IEnumerable<KeyValuePair<Bytes, int>> cards)
    {
        Manifest = manifest;
        ManifestHash = manifestHash;
        OpenedHash = openedHash;
        H = h;
        Classes = classes;
        classOfCard = cards.ToFrozenDictionary();
        MaxBallotBytes = classes.Max(item => EntryLimits.BallotBytes(item.Statement.Layout));
    }

    public Suite Suite => Manifest.Suite;

    public ManifestBody Manifest { get; }

    public Bytes ManifestHash { get; }

    /// <summary>H of the <c>opened</c> entry.</summary>
    public Bytes OpenedHash { get; }

    /// <summary>The trustees' joint key.</summary>
    public Point H { get; }

    public IReadOnlyList<OpenClass> Classes { get; }

    /// <summary>Bytes of the largest legal ballot entry.</summary>
    public int MaxBallotBytes { get; }

    /// <summary>The class of an issued card, voided or not; null for an unknown one.</summary>
    public OpenClass? ClassOf(Bytes card) => classOfCard.TryGetValue(card, out var index) ? Classes[index] : null;
}

/// <summary>A card class of an open meeting.</summary>
/// <param name="Id">As in its <c>cards</c> entry.</param>
/// <param name="Category">Position of its category in the manifest.</param>
/// <param name="Contests">Positions of its contests in the contests entry, ascending.</param>
/// <param name="Statement">What every ballot of the class is about.</param>
public sealed record OpenClass(string Id, int Category, IReadOnlyList<int> Contests, BallotStatement Statement);
