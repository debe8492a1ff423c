using ServerlessAffect.Core.Items;

namespace ServerlessAffect.Cli.Demo;

/// <summary>The last line of <c>affect demo --json</c>.</summary>
/// <param name="Results">Folder with the predictions.</param>
/// <param name="Api">Where the functions answered.</param>
/// <param name="Items">How many samples ended in each state.</param>
/// <param name="Elapsed">From start to the last reading.</param>
internal sealed record DemoSummary(string Results, Uri Api, IReadOnlyDictionary<ItemState, int> Items, TimeSpan Elapsed);
