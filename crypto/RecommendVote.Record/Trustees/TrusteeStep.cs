namespace RecommendVote.Record.Trustees;

/// <summary>What a trustee does next.</summary>
public abstract record TrusteeStep
{
    /// <summary>What is awaited when an officer has not cosigned yet.</summary>
    public const string Cosignature = "cosignature";

    private TrusteeStep()
    {
    }

    /// <summary>Store <paramref name="State"/>, then append <paramref name="Entry"/>. Sent again, it is the same bytes.</summary>
    /// <param name="Type">The entry's type.</param>
    /// <param name="Entry">Exact bytes of the whole entry.</param>
    /// <param name="State">The state after this step.</param>
    public sealed record Send(string Type, Bytes Entry, TrusteeState State) : TrusteeStep;

    /// <summary>Nothing to do until the log grows.</summary>
    /// <param name="For">An entry type, <c>manifest</c> or <see cref="Cosignature"/>.</param>
    /// <param name="Missing">The trustees still awaited, where it is trustees.</param>
    public sealed record Wait(string For, IReadOnlyList<int> Missing) : TrusteeStep;

    /// <summary>This part of the duty is done.</summary>
    public sealed record Done : TrusteeStep;

    /// <summary>The trustee must not go on; a person has to look.</summary>
    /// <param name="Code">
    /// <c>not-a-trustee</c>, <c>another-manifest</c>, <c>another-meeting</c>, <c>signed-otherwise</c> (the log has an entry of this trustee that differs
    /// from the one it signed), <c>old-file</c> (the ceremony goes on with secrets that this file does not have), <c>ceremony-ended</c>,
    /// <c>cancelled</c>, or <c>record-not-verified</c>.
    /// </param>
    /// <param name="Detail">What exactly, in English.</param>
    public sealed record Halt(string Code, string Detail) : TrusteeStep;
}
