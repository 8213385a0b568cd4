{{- define "pressrun.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 50 | trimSuffix "-" -}}
{{- end }}

{{- define "pressrun.fullname" -}}
{{- $name := include "pressrun.name" . -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 50 | trimSuffix "-" -}}
{{- else if contains $name .Release.Name -}}
{{- .Release.Name | trunc 50 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name $name | trunc 50 | trimSuffix "-" -}}
{{- end -}}
{{- end }}

{{- define "pressrun.selector" -}}
app.kubernetes.io/name: {{ include "pressrun.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "pressrun.labels" -}}
{{ include "pressrun.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/component: worker
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{- end }}

{{- define "pressrun.serviceAccountName" -}}
{{- if .Values.serviceAccount.create -}}
{{- default (include "pressrun.fullname" .) .Values.serviceAccount.name -}}
{{- else -}}
{{- default "default" .Values.serviceAccount.name -}}
{{- end -}}
{{- end }}

{{- define "pressrun.image" -}}
{{- if .Values.image.digest -}}
{{- printf "%s@%s" .Values.image.repository .Values.image.digest -}}
{{- else -}}
{{- printf "%s:%s" .Values.image.repository (default .Chart.AppVersion .Values.image.tag) -}}
{{- end -}}
{{- end }}

{{/* A value as the text of an environment variable; numbers of a values file arrive as floats. */}}
{{- define "pressrun.text" -}}
{{- if kindIs "float64" . -}}{{- printf "%.0f" . -}}{{- else -}}{{- toString . -}}{{- end -}}
{{- end }}

{{- define "pressrun.topic" -}}
{{- default "render-requests" (index .Values.settings "topics.requests") -}}
{{- end }}

{{- define "pressrun.group" -}}
{{- default "pressrun" (index .Values.settings "group.id") -}}
{{- end }}

{{/* Anywhere but loopback and link-local addresses. */}}
{{- define "pressrun.anywhere" -}}
- ipBlock:
    cidr: 0.0.0.0/0
    except: [127.0.0.0/8, 169.254.0.0/16]
- ipBlock:
    cidr: ::/0
    except: ["::1/128", "fe80::/10", "fd00:ec2::/32"]
{{- end }}
