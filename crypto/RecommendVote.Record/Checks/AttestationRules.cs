namespace RecommendVote.Record;

/// <summary>Check V33: an attestation names a state of this log.</summary>
internal static class AttestationRules
{
    public static Outcome Apply(RecordState state, AttestationBody body, int officer) =>
        body.Size <= state.Size && state.Tree!.Root(body.Size) == body.Root
            ? Outcome.Accept(index => state.Attestations.Add(new AcceptedAttestation(officer, body, index)))
            : Outcome.Refuse(Check.V33, Codes.AttestationDiffers);
}
