namespace RunbookTools.Engine.Symptoms;

/// <summary>Finds one kind of symptom: what is visibly wrong now, not what was.</summary>
internal interface ISymptomDetector
{
    /// <summary>Looks through an inventory. What could not be read gives no symptom: a gap is the coverage's to tell.</summary>
    IEnumerable<Symptom> Find(ClusterInventory inventory);
}
