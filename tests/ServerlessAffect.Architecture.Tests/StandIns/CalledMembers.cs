using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace ServerlessAffect.Architecture.Tests.StandIns;

/// <summary>The members of one assembly that another one's compiled code refers to.</summary>
internal static class CalledMembers
{
    /// <summary>Full type name and member name; a property goes by its own name, not by its accessors'.</summary>
    public static IReadOnlyList<(string Type, string Member)> Of(string callerPath, string called)
    {
        using var file = new PEReader(File.OpenRead(callerPath));
        var metadata = file.GetMetadataReader();
        var members = new List<(string, string)>();
        foreach (var handle in metadata.MemberReferences)
        {
            var member = metadata.GetMemberReference(handle);
            if (member.Parent.Kind == HandleKind.TypeReference)
            {
                var type = metadata.GetTypeReference((TypeReferenceHandle)member.Parent);
                if (type.ResolutionScope.Kind == HandleKind.AssemblyReference
                    && metadata.StringComparer.Equals(metadata.GetAssemblyReference((AssemblyReferenceHandle)type.ResolutionScope).Name, called))
                {
                    members.Add(($"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}", PropertyName(metadata.GetString(member.Name))));
                }
            }
        }

        return members;
    }

    private static string PropertyName(string member) =>
        member.StartsWith("get_", StringComparison.Ordinal) || member.StartsWith("set_", StringComparison.Ordinal) ? member[4..] : member;
}
