// The Functions app as a container in a Container Apps environment: the training job of the same product runs beside it.
param name string
param location string
param image string
param registryServer string
param identityId string
param identityClientId string
param blobServiceUri string
param queueServiceUri string
param workspaceName string

@secure()
param applicationInsightsConnectionString string

param minReplicas int
param maxReplicas int

@description('Six-field cron expression of the reconciliation of what triggers missed.')
param reconcileSchedule string = '0 */5 * * * *'

@description('What emotion is read from voices for; empty: only text is read. The workplace and education are refused (docs/responsibility.md).')
@allowed([
  ''
  'evaluation'
  'research'
  'healthcare-research'
  'creative'
  'accessibility'
  'own-recordings'
])
param voicePurpose string = ''

resource workspace 'Microsoft.OperationalInsights/workspaces@2023-09-01' existing = {
  name: workspaceName
}

// The environment's own OpenTelemetry agent tells the container where to send (OTEL_EXPORTER_OTLP_ENDPOINT) and forwards to Application Insights.
resource environment 'Microsoft.App/managedEnvironments@2024-10-02-preview' = {
  name: name
  location: location
  properties: {
    appLogsConfiguration: {
      destination: 'log-analytics'
      logAnalyticsConfiguration: {
        customerId: workspace.properties.customerId
        sharedKey: workspace.listKeys().primarySharedKey
      }
    }
    appInsightsConfiguration: {
      connectionString: applicationInsightsConnectionString
    }
    openTelemetryConfiguration: {
      tracesConfiguration: {
        destinations: [
          'appInsights'
        ]
      }
      logsConfiguration: {
        destinations: [
          'appInsights'
        ]
      }
    }
    workloadProfiles: [
      {
        name: 'Consumption'
        workloadProfileType: 'Consumption'
      }
    ]
  }
}

resource app 'Microsoft.App/containerApps@2025-01-01' = {
  name: name
  location: location
  kind: 'functionapp'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identityId}': {}
    }
  }
  properties: {
    managedEnvironmentId: environment.id
    workloadProfileName: 'Consumption'
    configuration: {
      ingress: {
        external: true
        targetPort: 80
        transport: 'auto'
        allowInsecure: false
      }
      registries: [
        {
          server: registryServer
          identity: identityId
        }
      ]
      secrets: [
        {
          name: 'applicationinsights'
          value: applicationInsightsConnectionString
        }
      ]
    }
    template: {
      containers: [
        {
          name: 'functions'
          image: image
          resources: {
            cpu: json('1.0')
            memory: '2Gi'
          }
          env: [
            {
              name: 'FUNCTIONS_WORKER_RUNTIME'
              value: 'dotnet-isolated'
            }
            {
              // A new host id would fire every blob again; this one stays with the app's name.
              name: 'AzureFunctionsWebHost__hostid'
              value: take(name, 32)
            }
            {
              name: 'AzureWebJobsStorage__blobServiceUri'
              value: blobServiceUri
            }
            {
              name: 'AzureWebJobsStorage__queueServiceUri'
              value: queueServiceUri
            }
            {
              name: 'AzureWebJobsStorage__credential'
              value: 'managedidentity'
            }
            {
              name: 'AzureWebJobsStorage__clientId'
              value: identityClientId
            }
            {
              name: 'APPLICATIONINSIGHTS_CONNECTION_STRING'
              secretRef: 'applicationinsights'
            }
            {
              name: 'ReconcileSchedule'
              value: reconcileSchedule
            }
            {
              name: 'Affect__Purpose'
              value: voicePurpose
            }
          ]
        }
      ]
      scale: {
        minReplicas: minReplicas
        maxReplicas: maxReplicas
      }
    }
  }
}

output url string = 'https://${app.properties.configuration.ingress.fqdn}/api'
