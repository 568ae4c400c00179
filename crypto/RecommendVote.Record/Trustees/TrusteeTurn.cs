using System.Diagnostics.CodeAnalysis;
using RecommendVote.Crypto;

namespace RecommendVote.Record.Trustees;

/// <summary>A trustee that has found its place in a log: what every step starts from, and how it signs.</summary>
internal sealed class TrusteeTurn
{
    private TrusteeTurn(TrusteeState state, TrusteeLog log, int index)
    {
        State = state;
        Log = log;
        Index = index;
    }

    public TrusteeState State { get; }

    public TrusteeLog Log { get; }

    /// <summary>This trustee's position in the manifest, from 1.</summary>
    public int Index { get; }

    public Suite Suite => State.Suite;

    /// <summary>Null when the trustee may go on; else why it must not, or that there is nothing yet.</summary>
    public static TrusteeStep? Begin(TrusteeState state, TrusteeLog? log, out TrusteeTurn turn)
    {
        ArgumentNullException.ThrowIfNull(state);
        turn = null!;
        if (log is null)
            return new TrusteeStep.Wait(EntryTypes.Manifest, []);
        if (!ReferenceEquals(log.Manifest.Suite, state.Suite) || log.Manifest.Meeting != state.Meeting)
            return new TrusteeStep.Halt("another-meeting", $"the file is for {state.Meeting} ({state.Suite}), the log is of {log.Manifest.Meeting} ({log.Manifest.Suite})");
        if (state.ManifestHash is { } pinned && pinned != log.ManifestHash)
            return new TrusteeStep.Halt("another-manifest", "this log begins with another manifest than the one this file took part in");
        using var identity = new TrusteeIdentity(state.Key);
        Bytes key = identity.PublicKey.Encode();
        var index = 1 + log.Manifest.Trustees.ToList().FindIndex(trustee => trustee.Key == key);
        if (index == 0)
            return new TrusteeStep.Halt("not-a-trustee", "the manifest does not name this key");
        foreach (var step in state.Steps)
        {
            if (log.EntryOf(step.Type, index, step.Phase) is { } logged && logged != step.Entry)
                return new TrusteeStep.Halt("signed-otherwise", $"the log's {step.Type} of trustee {index} differs from the one in this file");
        }
        if (log.Has(EntryTypes.Cancelled))
            return new TrusteeStep.Halt("cancelled", "the meeting was cancelled; nothing more is signed or decrypted");
        turn = new TrusteeTurn(state, log, index);
        return null;
    }

    public TrusteeIdentity Identity() => new(State.Key);

    /// <summary>x_j from all dealers' shares in the log; null, with the dealer, when one does not fit its commitments.</summary>
    public bool TryOpenShares([NotNullWhen(true)] out Scalar? share, out int badDealer)
    {
        (share, badDealer) = (null, 0);
        using var identity = Identity();
        var commitments = Log.Commitments();
        var opened = new List<Scalar>(Log.Trustees);
        for (var dealer = 1; dealer <= Log.Trustees; dealer++)
        {
            var value = SharesOf(dealer).Open(Suite, Log.ManifestHash, Index, identity);
            if (!TrusteeShares.IsShare(Suite, commitments[dealer - 1], Index, value))
            {
                badDealer = dealer;
                return false;
            }
            opened.Add(value);
        }
        share = TrusteeKeys.CombineShares(opened);
        return true;
    }

    public TrusteeShares SharesOf(int dealer)
    {
        var body = Log.Bodies<TrusteeSharesBody>(EntryTypes.TrusteeShares)[dealer - 1];
        return new TrusteeShares(dealer, Log.Decode(body.E), [.. body.C.Select(DecodeScalar)]);
    }

    /// <summary>Signs a body and keeps the entry in the state.</summary>
    public TrusteeStep.Send Sign(TrusteeBody body, IRandomSource random, TrusteeState? changed = null)
    {
        var entry = Entry(body, random);
        return new TrusteeStep.Send(body.Type, entry, Keep(changed ?? State, body.Type, entry));
    }

    /// <summary>Signs a body that is made anew when it does not arrive.</summary>
    public TrusteeStep.Send SignOnly(TrusteeBody body, IRandomSource random) =>
        new(body.Type, Entry(body, random), State with { ManifestHash = Log.ManifestHash });

    public Bytes Entry(TrusteeBody body, IRandomSource random)
    {
        var unsigned = new UnsignedEntry(body);
        return unsigned.ToEntry(unsigned.SignAsTrustee(Suite, Index, State.Key, Log.ManifestHash, random));
    }

    public TrusteeState Keep(TrusteeState state, string type, Bytes entry) =>
        Keep(state, new SignedStep(type, entry));

    private TrusteeState Keep(TrusteeState state, SignedStep signed) => state with
    {
        ManifestHash = Log.ManifestHash,
        Steps = [.. state.Steps.Where(step => (step.Type, step.Phase) != (signed.Type, signed.Phase)), signed],
    };

    /// <summary>The ceremony is past the point where this file could take part.</summary>
    public static TrusteeStep.Halt Lost(string what) => new("old-file", $"this file does not have {what}: it is an older copy");

    private Scalar DecodeScalar(Bytes scalar) => Scalar.TryDecode(Suite, scalar, out var decoded)
        ? decoded
        : throw new InvalidOperationException("an entry that the gate accepted holds no scalar");
}
